package io.proconsul.orchestrator.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Messages;
import io.proconsul.saga.Payload;
import io.proconsul.saga.Results;
import io.proconsul.saga.Saga;
import io.proconsul.saga.Step;
import io.proconsul.saga.Subject;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.CreateSnapshot;
import io.proconsul.wire.DeleteSnapshot;
import io.proconsul.wire.RenameSnapshot;
import io.proconsul.wire.RestoreSnapshot;
import io.proconsul.wire.Snapshot;
import io.proconsul.wire.SnapshotLoaded;
import io.proconsul.wire.SnapshotTaken;
import io.proconsul.wire.SnapshotWork;
import io.proconsul.wire.TakeSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotSagasTest {
    private static final Instant ASKED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant TAKEN = Instant.parse("2026-03-01T10:00:07Z");
    private static final Results NONE = step -> Optional.empty();

    private final Saga<CreateSnapshot, SnapshotWork> create = new CreateSnapshotSaga();
    private final Saga<RenameSnapshot, SnapshotWork> rename = new RenameSnapshotSaga();
    private final Saga<DeleteSnapshot, SnapshotWork> delete = new DeleteSnapshotSaga();
    private final Saga<RestoreSnapshot, SnapshotWork> restore = new RestoreSnapshotSaga();

    @Test
    void aSnapshotIsListedWhileItIsTaken() {
        var work =
                admitted(create.admit(new CreateSnapshot("s2", "nightly", ASKED, "MANUAL"), running(snapshot("s1"))));

        assertThat(snapshots(create.opening(work)))
                .extracting(Snapshot::getId, Snapshot::getState)
                .containsExactly(tuple("s1", "READY"), tuple("s2", "CREATING"));
    }

    @Test
    void aTakenSnapshotHasWhatWasAskedForAndWhatWasFound() {
        var work =
                admitted(create.admit(new CreateSnapshot("s2", "nightly", ASKED, "MANUAL"), running(snapshot("s1"))));

        var done = create.conclusion(work, taken("take-snapshot", "s2"));

        assertThat(snapshots(done).get(1))
                .isEqualTo(Snapshot.newBuilder(snapshot("s2"))
                        .setName("nightly")
                        .setKind("MANUAL")
                        .setRequestedAt(ASKED)
                        .build());
    }

    @Test
    void aSnapshotThatCannotBeTakenStaysListedAndCanBeDeleted() {
        var work = admitted(create.admit(new CreateSnapshot("s2", "nightly", ASKED, "MANUAL"), running()));

        var failed = snapshots(create.failure(work, NONE)).get(0);

        assertThat(failed.getState()).isEqualTo("CREATING_FAILED");
        assertThat(delete.admit(new DeleteSnapshot("s2", false), running(failed)))
                .isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void aDeletedSnapshotIsGoneAndOneThatCouldNotBeIsNot() {
        var work = admitted(delete.admit(new DeleteSnapshot("s1", false), running(snapshot("s1"), snapshot("s2"))));

        assertThat(snapshots(delete.opening(work)))
                .extracting(Snapshot::getState)
                .containsExactly("DELETING", "READY");
        assertThat(snapshots(delete.conclusion(work, NONE)))
                .extracting(Snapshot::getId)
                .containsExactly("s2");
        assertThat(snapshots(delete.failure(work, NONE)))
                .extracting(Snapshot::getState)
                .containsExactly("DELETING_FAILED", "READY");
    }

    @Test
    void aRenamedSnapshotKeepsEverythingElse() {
        var work = admitted(rename.admit(new RenameSnapshot("s1", "golden"), running(snapshot("s1"))));

        assertThat(snapshots(rename.conclusion(work, NONE)))
                .containsExactly(
                        Snapshot.newBuilder(snapshot("s1")).setName("golden").build());
        assertThat(rename.failure(work, NONE)).isNull();
    }

    @Test
    void aRestoreKeepsWhatWasThereInAnotherSnapshotIfThatIsWanted() {
        var work = admitted(restore.admit(new RestoreSnapshot("s1", true, ASKED), running(snapshot("s1"))));

        assertThat(taking(work).getWanted()).isTrue();
        assertThat(taking(work).getKind()).isEqualTo("AUTOMATIC");
        var done = snapshots(restore.conclusion(
                work,
                results(Map.of(
                        "take-snapshot-before", new SnapshotTaken(snapshot("s2")),
                        "load-snapshot", new SnapshotLoaded(TAKEN)))));
        assertThat(done)
                .extracting(Snapshot::getId, Snapshot::getState, Snapshot::getRestoredAt)
                .containsExactly(tuple("s1", "READY", TAKEN), tuple("s2", "READY", null));
    }

    @Test
    void aRestoreThatFailsLosesNothingOfTheList() {
        var work = admitted(restore.admit(new RestoreSnapshot("s1", true, ASKED), running(snapshot("s1"))));

        assertThat(snapshots(restore.opening(work)))
                .extracting(Snapshot::getState)
                .containsExactly("RESTORING");
        assertThat(snapshots(restore.failure(work, taken("take-snapshot-before", "s2"))))
                .extracting(Snapshot::getId, Snapshot::getState)
                .containsExactly(tuple("s1", "READY"), tuple("s2", "READY"));
        assertThat(snapshots(restore.failure(work, NONE)))
                .extracting(Snapshot::getId)
                .containsExactly("s1");
    }

    @Test
    void aRestoreTakesNoOtherUnlessThatIsWanted() {
        var work = admitted(restore.admit(new RestoreSnapshot("s1", false, ASKED), running(snapshot("s1"))));

        assertThat(taking(work).getWanted()).isFalse();
        assertThat(snapshots(restore.conclusion(work, results(Map.of("load-snapshot", new SnapshotLoaded(TAKEN))))))
                .hasSize(1);
    }

    @Test
    void whatCannotBeDoneIsRefusedWithTheReason() {
        var ready = running(snapshot("s1"));
        var full = running(IntStream.range(0, Snapshots.MOST)
                .mapToObj(i -> snapshot("s" + i))
                .toArray(Snapshot[]::new));
        var failed = running(
                Snapshot.newBuilder(snapshot("s1")).setState("CREATING_FAILED").build());

        assertThat(refusal(create.admit(new CreateSnapshot("s2", "n", ASKED, "MANUAL"), subject("CREATING", null))))
                .isEqualTo("ClusterNotRunning");
        assertThat(refusal(create.admit(new CreateSnapshot("s2", "n", ASKED, "MANUAL"), full)))
                .isEqualTo("TooManySnapshots");
        assertThat(refusal(delete.admit(new DeleteSnapshot("s9", false), ready)))
                .isEqualTo("SnapshotNotFound");
        assertThat(refusal(rename.admit(new RenameSnapshot("s9", "n"), ready))).isEqualTo("SnapshotNotFound");
        assertThat(refusal(restore.admit(new RestoreSnapshot("s1", false, ASKED), failed)))
                .isEqualTo("SnapshotNotReady");
    }

    @Test
    void whatTheScheduleAskedForSaysSo() {
        var work = admitted(create.admit(new CreateSnapshot("s2", "n", ASKED, "SCHEDULED"), running(snapshot("s1"))));

        assertThat(work.getSnapshot().getKind()).isEqualTo("SCHEDULED");
    }

    @Test
    void whatIsTooOldGoesOnlyIfAnotherIsReady() {
        var failed =
                Snapshot.newBuilder(snapshot("s2")).setState("CREATING_FAILED").build();

        assertThat(refusal(delete.admit(new DeleteSnapshot("s1", true), running(snapshot("s1"), failed))))
                .isEqualTo("OnlySnapshot");
        assertThat(delete.admit(new DeleteSnapshot("s1", false), running(snapshot("s1"), failed)))
                .isInstanceOf(Admission.Admitted.class);
        assertThat(delete.admit(new DeleteSnapshot("s1", true), running(snapshot("s1"), snapshot("s2"))))
                .isInstanceOf(Admission.Admitted.class);
        assertThat(delete.admit(new DeleteSnapshot("s2", true), running(failed)))
                .isInstanceOf(Admission.Admitted.class);
    }

    private TakeSnapshot taking(SnapshotWork work) {
        var definition = ClusterSagas.definitions().newest("restore-snapshot").orElseThrow();
        @SuppressWarnings("unchecked")
        var step = (Step<SnapshotWork, ?>) definition.step("take-snapshot-before");
        return (TakeSnapshot) step.command().apply(work, NONE);
    }

    private static Tuple tuple(@Nullable Object... values) {
        return Tuple.tuple(values);
    }

    private static SnapshotWork admitted(Admission<SnapshotWork> admission) {
        return ((Admission.Admitted<SnapshotWork>) admission).input();
    }

    private static String refusal(Admission<SnapshotWork> admission) {
        return ((Admission.Refused<SnapshotWork>) admission).rejection().code();
    }

    private static List<Snapshot> snapshots(@Nullable Object document) {
        return ((Cluster) requireNonNull(document)).getSnapshots();
    }

    private static Results taken(String step, String id) {
        return results(Map.of(step, new SnapshotTaken(snapshot(id))));
    }

    private static Results results(Map<String, Object> replies) {
        return step -> Optional.ofNullable(replies.get(step.name()));
    }

    private static Snapshot snapshot(String id) {
        return Snapshot.newBuilder()
                .setId(id)
                .setBlob(id + ".snap")
                .setConsulIndex(42)
                .setBytes(1000)
                .setSha256("00ff")
                .setTakenAt(TAKEN)
                .setProductVersion("1.21.4")
                .build();
    }

    private static Subject running(Snapshot... snapshots) {
        var ref = new ClusterRef("c", "t", "s", "g", "n", "westeurope", "dc1");
        var cluster = Cluster.newBuilder()
                .setRef(ref)
                .setSpec(Specifications.SMALL)
                .setSnapshots(List.of(snapshots))
                .build();
        return subject(Phases.RUNNING, cluster);
    }

    private static Subject subject(String phase, @Nullable Cluster document) {
        var payload = document == null ? null : new Payload("Cluster", new byte[0]);
        var messages = new Messages() {
            @Override
            public Payload encode(Object message) {
                throw new UnsupportedOperationException("an admission only reads");
            }

            @Override
            public <T> T decode(Payload encoded, Class<T> type) {
                return requireNonNull(type.cast(document));
            }
        };
        return new Subject("key", new Payload("Scope", new byte[0]), 1, phase, payload, messages);
    }
}
