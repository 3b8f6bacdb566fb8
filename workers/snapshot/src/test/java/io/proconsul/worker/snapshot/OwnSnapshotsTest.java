package io.proconsul.worker.snapshot;

import static io.proconsul.worker.snapshot.Fixtures.CLUSTER_ID;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.wire.Done;
import io.proconsul.wire.FailureCause;
import io.proconsul.wire.LabelSnapshot;
import io.proconsul.wire.LoadSnapshot;
import io.proconsul.wire.RemoveSnapshot;
import io.proconsul.wire.SnapshotLoaded;
import io.proconsul.wire.SnapshotTaken;
import io.proconsul.wire.TakeSnapshot;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.snapshot.consul.Leader;
import io.proconsul.worker.snapshot.store.LabelSnapshotActivity;
import io.proconsul.worker.snapshot.store.RemoveSnapshotActivity;
import io.proconsul.worker.snapshot.store.SnapshotStores;
import io.proconsul.worker.snapshot.store.Snapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done with the snapshots in a cluster's own account. */
class OwnSnapshotsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String SECRET = FakeConsul.newSecret();
    private static final String ID = "s-7";

    @TempDir
    Path directory;

    private final InMemoryStore store = new InMemoryStore();
    private final SnapshotStores stores = InMemoryStore.stores(store, Optional.empty());
    private FakeConsul cluster;

    @BeforeEach
    void takeOne() throws IOException {
        cluster = new FakeConsul(directory).start(3);
        cluster.bootstrapWith(SECRET);
        cluster.snapshot = Snapshots.sound();
        var command = new TakeSnapshot(
                Fixtures.CLUSTER,
                cluster.caPem(),
                cluster.servers(),
                FakeTransit.ciphertext(CLUSTER_ID, SECRET),
                "",
                "",
                "MANUAL",
                "P30D",
                ID,
                "nightly",
                true);
        var taken = new TakeSnapshotActivity(leader(), Fixtures.secrets(), Fixtures.sealer(), stores, clock(NOON))
                .perform(command, Fixtures.ATTEMPT);
        assertThat(((Outcome.Succeeded) taken).reply()).isInstanceOf(SnapshotTaken.class);
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @Test
    void loadsTheVerySnapshotThatWasTaken() throws IOException {
        var outcome = load(DigestUtils.sha256Hex(cluster.snapshot), NOON);

        assertThat(outcome).isEqualTo(Outcome.succeeded(new SnapshotLoaded(NOON)));
        assertThat(cluster.restored).isEqualTo(Snapshots.sound());
    }

    @Test
    void loadsNoOtherSnapshotThanTheOneThatWasTaken() throws IOException {
        var outcome = load("another", NOON);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.cause())
                .isEqualTo(FailureCause.PERMANENT));
        assertThat(cluster.restored).isEmpty();
    }

    @Test
    void loadsNothingThatWasTamperedWith() throws IOException {
        var sealed = requireNonNull(store.files.get(ID + ".snap"));
        sealed[sealed.length - 1] ^= 1;

        var outcome = load(DigestUtils.sha256Hex(cluster.snapshot), NOON);

        assertThat(((Outcome.Failed) outcome).code()).isEqualTo("UnsoundSnapshot");
        assertThat(cluster.restored).isEmpty();
    }

    @Test
    void loadsNothingWhenNobodyWaitsAnyMore() throws IOException {
        var outcome = load(DigestUtils.sha256Hex(cluster.snapshot), Fixtures.ATTEMPT.deadline());

        assertThat(((Outcome.Failed) outcome).code()).isEqualTo("TooLate");
        assertThat(cluster.restored).isEmpty();
    }

    @Test
    void cannotLoadWhatIsNotThere() {
        store.deleteAll();

        assertThatThrownBy(() -> load("any", NOON))
                .satisfies(
                        e -> assertThat(Fixtures.failures().outcomeOf(e).code()).isEqualTo("UnsoundSnapshot"));
    }

    @Test
    void removesOneAndFindsItRemoved() {
        var activity = new RemoveSnapshotActivity(stores);
        var command = new RemoveSnapshot(Fixtures.CLUSTER, ID);

        assertThat(activity.perform(command, Fixtures.ATTEMPT)).isEqualTo(Outcome.succeeded(new Done(1)));
        assertThat(store.files).isEmpty();
        assertThat(activity.perform(command, Fixtures.ATTEMPT)).isEqualTo(Outcome.succeeded(new Done(0)));
    }

    @Test
    void notesANewNameOnTheBlobBesideAllElse() {
        var before = requireNonNull(store.metadata.get(ID + ".snap")).size();

        new LabelSnapshotActivity(stores).perform(new LabelSnapshot(Fixtures.CLUSTER, ID, "golden"), Fixtures.ATTEMPT);

        assertThat(store.metadata.get(ID + ".snap"))
                .containsEntry("name", "Z29sZGVu")
                .hasSize(before);
    }

    private Outcome load(String sha256, Instant at) throws IOException {
        var command = new LoadSnapshot(
                Fixtures.CLUSTER,
                cluster.caPem(),
                cluster.servers(),
                FakeTransit.ciphertext(CLUSTER_ID, SECRET),
                ID,
                sha256);
        return new LoadSnapshotActivity(leader(), Fixtures.secrets(), Fixtures.sealer(), stores, clock(at))
                .perform(command, Fixtures.ATTEMPT);
    }

    private Leader leader() {
        return new Leader(Fixtures.consuls(cluster.port()));
    }

    private static Clock clock(Instant at) {
        return Clock.fixed(at, ZoneOffset.UTC);
    }
}
