package io.proconsul.orchestrator.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Messages;
import io.proconsul.saga.Payload;
import io.proconsul.saga.Results;
import io.proconsul.saga.Step;
import io.proconsul.saga.Step.OnFailure;
import io.proconsul.saga.Subject;
import io.proconsul.wire.AuditLogging;
import io.proconsul.wire.AwaitServer;
import io.proconsul.wire.ChooseServer;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.ClusterUpdate;
import io.proconsul.wire.ConsulProvided;
import io.proconsul.wire.InspectServers;
import io.proconsul.wire.ProvideConsul;
import io.proconsul.wire.Server;
import io.proconsul.wire.ServerAwaited;
import io.proconsul.wire.ServerChosen;
import io.proconsul.wire.ServersInspected;
import io.proconsul.wire.Snapshot;
import io.proconsul.wire.SnapshotTaken;
import io.proconsul.wire.TakeSnapshot;
import io.proconsul.wire.UpdateCluster;
import io.proconsul.wire.UpdateServer;
import io.proconsul.wire.Upkeep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpdateClusterSagaTest {
    private static final Instant ASKED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Results NONE = step -> Optional.empty();
    private static final String OLD = "v1.20.6+ent";
    private static final String NEW = "v1.21.4+ent";
    private static final AuditLogging LOGGED = new AuditLogging(true, "https://a.blob.core.windows.net/logs");
    private static final ConsulProvided PROVIDED = new ConsulProvided(NEW, "00ff", 7L);

    private final UpdateClusterSaga saga = new UpdateClusterSaga();

    @Test
    void anUpgradeHasItsProgramAndASnapshotBeforeAnyServerIsTouched() {
        var in = admitted(upgrade(), cluster());

        assertThat(command("provide-consul", in, NONE))
                .isEqualTo(new ProvideConsul(in.getCluster().getRef(), NEW));
        var snapshot = (TakeSnapshot) command("take-snapshot-before", in, NONE);
        assertThat(snapshot.getWanted()).isTrue();
        assertThat(snapshot.getKind()).isEqualTo("AUTOMATIC");
        assertThat(snapshot.getName()).isEqualTo("before the update to " + NEW);
        var names = ClusterSagas.definitions()
                .newest("update-cluster")
                .orElseThrow()
                .stepNames();
        assertThat(names)
                .startsWith("provide-consul", "take-snapshot-before", "choose-server-1")
                .hasSize(18);
        assertThat(names.get(17)).isEqualTo("inspect-servers");
    }

    @Test
    void eachTurnKnowsWhoHasHadOneAndWorksOnTheServerThatWasChosen() {
        var in = admitted(upgrade(), cluster());
        var first = new ServerAwaited(2, "c-2", NEW, true);
        var got = results(Map.of(
                "provide-consul",
                PROVIDED,
                "choose-server-1",
                new ServerChosen(2),
                "await-server-1",
                first,
                "choose-server-2",
                new ServerChosen(0)));

        assertThat(((ChooseServer) command("choose-server-2", in, got)).getDone())
                .containsExactly(first);
        assertThat(command("update-server-2", in, got))
                .isEqualTo(new UpdateServer(in.getCluster().getRef(), 0, PROVIDED, null));
        var await = (AwaitServer) command("await-server-2", in, got);
        assertThat(await.getIndex()).isZero();
        assertThat(await.getConsulVersion()).isEqualTo(NEW);
        assertThat(await.getAccess().getServers()).hasSize(3);
    }

    @Test
    void aServerThatAnOperatorDoesNotWaitForHasHadItsTurn() {
        var in = admitted(upgrade(), cluster());
        var got = results(Map.of("choose-server-1", new ServerChosen(1)));

        assertThat(((ChooseServer) command("choose-server-2", in, got)).getDone())
                .containsExactly(new ServerAwaited(1, "", "", true));
    }

    @Test
    void onlyWhenTheClusterIsNotWholeAgainAnOperatorIsAsked() {
        var steps = ClusterSagas.definitions().newest("update-cluster").orElseThrow();

        assertThat(steps.stepNames())
                .allSatisfy(name -> assertThat(steps.step(name).onFailure())
                        .as(name)
                        .isEqualTo(name.startsWith("await-server-") ? OnFailure.ASK_OPERATOR : OnFailure.TURN_BACK));
    }

    @Test
    void theDocumentSaysWhatRunsInTheEnd() {
        var in = admitted(new UpdateCluster(OLD, NEW, LOGGED, ASKED, null, false), cluster());

        var done = document(saga.conclusion(
                in,
                results(Map.of(
                        "take-snapshot-before", new SnapshotTaken(snapshot("s2")),
                        "inspect-servers", new ServersInspected(Map.of("c-0", NEW, "c-1", NEW, "c-2", NEW))))));

        assertThat(done.getConsulVersion()).isEqualTo(NEW);
        assertThat(done.getSpec().getConsulVersion())
                .as("what was asked for at creation")
                .isEqualTo(OLD);
        assertThat(done.getAuditLogging()).isEqualTo(LOGGED);
        assertThat(done.getSnapshots()).singleElement().satisfies(taken -> assertThat(taken.getName())
                .isEqualTo("before the update to " + NEW));
    }

    @Test
    void whatIsThereAlreadyTouchesNoServer() {
        var in = admitted(
                new UpdateCluster(OLD, OLD, LOGGED, ASKED, null, false),
                Cluster.newBuilder(cluster()).setAuditLogging(LOGGED).build());

        assertThat(command("provide-consul", in, NONE))
                .isEqualTo(new ProvideConsul(in.getCluster().getRef(), ""));
        assertThat(((TakeSnapshot) command("take-snapshot-before", in, NONE)).getWanted())
                .isFalse();
        assertThat(((ChooseServer) command("choose-server-1", in, NONE)).getDone())
                .extracting(ServerAwaited::getIndex)
                .containsExactly(0, 1, 2);
        assertThat(((InspectServers) command("inspect-servers", in, NONE))
                        .getAccess()
                        .getServers())
                .isEmpty();
        assertThat(saga.conclusion(in, results(Map.of("inspect-servers", new ServersInspected(Map.of())))))
                .isEqualTo(in.getCluster());
    }

    @Test
    void anotherAuditLogIsAChangeThatKeepsTheProgram() {
        var in = admitted(new UpdateCluster(OLD, OLD, LOGGED, ASKED, null, false), cluster());

        assertThat(in.getWanted()).isTrue();
        assertThat(command("provide-consul", in, NONE))
                .isEqualTo(new ProvideConsul(in.getCluster().getRef(), ""));
        assertThat(((TakeSnapshot) command("take-snapshot-before", in, NONE)).getName())
                .isEqualTo("before a change of the audit log");
        assertThat(admitted(new UpdateCluster(OLD, OLD, new AuditLogging(false, ""), ASKED, null, false), cluster())
                        .getWanted())
                .as("off is what it is")
                .isFalse();
    }

    @Test
    void anotherUpkeepTouchesNoServerAndIsInTheDocument() {
        var upkeep = new Upkeep("POINT", List.of(7), 120, 240);
        var in = admitted(new UpdateCluster(OLD, OLD, null, ASKED, upkeep, false), cluster());

        assertThat(in.getWanted()).isFalse();
        var done = document(saga.conclusion(in, results(Map.of("inspect-servers", new ServersInspected(Map.of())))));
        assertThat(done)
                .isEqualTo(Cluster.newBuilder(cluster()).setUpkeep(upkeep).build());
        var ahead = Cluster.newBuilder(cluster())
                .setServerVersions(Map.of("c-2", NEW))
                .build();
        assertThat(admitted(new UpdateCluster(OLD, OLD, null, ASKED, upkeep, false), ahead)
                        .getUpkeep())
                .as("also when an update has failed half way")
                .isEqualTo(upkeep);
    }

    @Test
    void aFailureHalfWaySaysWhichServersAreAheadAndOnlyGoesOnForward() {
        var in = admitted(upgrade(), cluster());

        var failed = document(saga.failure(
                in,
                results(Map.of(
                        "take-snapshot-before", new SnapshotTaken(snapshot("s2")),
                        "await-server-1", new ServerAwaited(2, "c-2", NEW, true),
                        "await-server-2", new ServerAwaited(0, "c-0", OLD, false)))));

        assertThat(failed.getConsulVersion()).isEmpty();
        assertThat(failed.getServerVersions()).containsExactly(Map.entry("c-2", NEW));
        assertThat(failed.getSnapshots()).hasSize(1);
        assertThat(admitted(upgrade(), failed).getWanted()).isTrue();
        assertThat(refusal(new UpdateCluster(OLD, OLD, LOGGED, ASKED, null, false), running(failed)))
                .isEqualTo("UpdateUnfinished");
    }

    @Test
    void whatCannotBeDoneIsRefusedWithTheReason() {
        var elsewhere =
                Cluster.newBuilder(cluster()).setConsulVersion("v1.19.2+ent").build();
        var full = Cluster.newBuilder(cluster())
                .setSnapshots(IntStream.range(0, Snapshots.MOST)
                        .mapToObj(i -> snapshot("s" + i))
                        .toList())
                .build();

        assertThat(refusal(upgrade(), running(elsewhere))).isEqualTo("VersionChanged");
        assertThat(refusal(upgrade(), running(full))).isEqualTo("TooManySnapshots");
        assertThat(refusal(upgrade(), subject("CREATING", null))).isEqualTo("ClusterNotRunning");
        assertThat(refusal(upgrade(), subject("FAILED", cluster()))).isEqualTo("ClusterNotRunning");
    }

    private static UpdateCluster upgrade() {
        return new UpdateCluster(OLD, NEW, null, ASKED, null, false);
    }

    private ClusterUpdate admitted(UpdateCluster command, Cluster cluster) {
        return ((Admission.Admitted<ClusterUpdate>) saga.admit(command, running(cluster))).input();
    }

    private String refusal(UpdateCluster command, Subject subject) {
        return ((Admission.Refused<ClusterUpdate>) saga.admit(command, subject))
                .rejection()
                .code();
    }

    private static Object command(String name, ClusterUpdate in, Results got) {
        var definition = ClusterSagas.definitions().newest("update-cluster").orElseThrow();
        @SuppressWarnings("unchecked")
        var step = (Step<ClusterUpdate, ?>) definition.step(name);
        return step.command().apply(in, got);
    }

    private static Results results(Map<String, Object> replies) {
        return step -> Optional.ofNullable(replies.get(step.name()));
    }

    private static Cluster document(Object cluster) {
        return (Cluster) cluster;
    }

    private static Snapshot snapshot(String id) {
        return Snapshot.newBuilder()
                .setId(id)
                .setBlob(id + ".snap")
                .setConsulIndex(42)
                .setBytes(1000)
                .setSha256("00ff")
                .setTakenAt(ASKED)
                .build();
    }

    private static Cluster cluster() {
        var spec = ClusterSpec.newBuilder(Specifications.SMALL)
                .setConsulVersion(OLD)
                .setServers(3)
                .build();
        return Cluster.newBuilder()
                .setRef(new ClusterRef("c", "t", "s", "g", "n", "westeurope", "dc1"))
                .setSpec(spec)
                .setServers(IntStream.range(0, 3)
                        .mapToObj(index -> new Server(index, "c-" + index, "1", "10.0.0." + index))
                        .toList())
                .build();
    }

    private static Subject running(Cluster cluster) {
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
