package io.proconsul.worker.snapshot;

import static io.proconsul.worker.snapshot.Fixtures.CLUSTER_ID;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.wire.FailureCause;
import io.proconsul.wire.Server;
import io.proconsul.wire.Snapshot;
import io.proconsul.wire.SnapshotTaken;
import io.proconsul.wire.TakeSnapshot;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.snapshot.consul.Leader;
import io.proconsul.worker.snapshot.store.SnapshotStore;
import io.proconsul.worker.snapshot.store.Snapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeSnapshotActivityTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String SECRET = FakeConsul.newSecret();

    @TempDir
    Path directory;

    private final InMemoryStore ofCluster = new InMemoryStore();
    private final InMemoryStore archive = new InMemoryStore();
    private FakeConsul cluster;

    @BeforeEach
    void startCluster() throws IOException {
        cluster = new FakeConsul(directory).start(3);
        cluster.bootstrapWith(SECRET);
        cluster.snapshot = Snapshots.sound();
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @Test
    void storesASealedSnapshotInTheClustersOwnAccount() throws IOException {
        var snapshot = taken(perform("FIRST"));

        assertThat(snapshot.getConsulIndex()).isEqualTo(42);
        assertThat(snapshot.getBytes()).isEqualTo(cluster.snapshot.length);
        assertThat(snapshot.getSha256()).isEqualTo(DigestUtils.sha256Hex(cluster.snapshot));
        assertThat(snapshot.getTakenAt()).isEqualTo(NOON);
        assertThat(ofCluster.files).containsOnlyKeys(snapshot.getBlob());
        assertThat(ofCluster.metadata.get(snapshot.getBlob()))
                .isEqualTo(Map.of(
                        "cluster", CLUSTER_ID,
                        "index", "42",
                        "version", "1.21.4",
                        "sha256", snapshot.getSha256(),
                        "kind", "FIRST",
                        "expires", "2026-01-31T12:00:00Z"));
        assertThat(new String(ofCluster.files.get(snapshot.getBlob()), ISO_8859_1))
                .startsWith("PCSNAP1\n")
                .doesNotContain(new String(cluster.snapshot, ISO_8859_1));
        assertThat(archive.files).isEmpty();
    }

    @Test
    void hasTheIdAndTheNameThatItWasAskedFor() throws IOException {
        var asked = TakeSnapshot.newBuilder(command("MANUAL", cluster.servers(), SECRET))
                .setSnapshotId("s-7")
                .setName("größe")
                .build();

        var snapshot = taken(activity(Optional.empty()).perform(asked, Fixtures.ATTEMPT));

        assertThat(snapshot.getId()).isEqualTo("s-7");
        assertThat(snapshot.getName()).isEqualTo("größe");
        assertThat(snapshot.getProductVersion()).isEqualTo("1.21.4");
        assertThat(ofCluster.metadata.get("s-7.snap")).containsEntry("name", "Z3LDtsOfZQ");
    }

    @Test
    void takesNoneThatIsNotWanted() throws IOException {
        var unwanted = TakeSnapshot.newBuilder(command("AUTOMATIC", cluster.servers(), SECRET))
                .setWanted(false)
                .build();

        assertThat(taken(activity(Optional.empty()).perform(unwanted, Fixtures.ATTEMPT))
                        .getId())
                .isEmpty();
        assertThat(ofCluster.files).isEmpty();
    }

    @Test
    void writesTheSameBlobAgainWhenRepeated() throws IOException {
        assertThat(perform("FIRST")).isEqualTo(perform("FIRST"));
        assertThat(ofCluster.files).hasSize(1);
    }

    @Test
    void keepsAFinalOneInTheArchive() throws IOException {
        var snapshot = taken(perform("FINAL"));

        assertThat(archive.files).containsOnlyKeys(CLUSTER_ID + "/" + snapshot.getId() + ".snap");
        assertThat(ofCluster.files).isEmpty();
    }

    @Test
    void hasNothingToKeepOfAClusterThatNeverCameUp() throws IOException {
        assertThat(taken(perform("FINAL", List.of(), SECRET)).getId()).isEmpty();
        assertThat(taken(perform("FINAL", cluster.servers(), "a secret never used"))
                        .getId())
                .isEmpty();
        assertThat(archive.files).isEmpty();
    }

    @Test
    void refusesAFinalOneWithoutAnArchive() throws IOException {
        var outcome = activity(Optional.empty()).perform(command("FINAL", cluster.servers(), SECRET), Fixtures.ATTEMPT);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.cause())
                .isEqualTo(FailureCause.PERMANENT));
    }

    @Test
    void storesNothingThatCouldNotBeRestored() {
        cluster.snapshot = new byte[] {1, 2, 3};

        assertThatThrownBy(() -> perform("FIRST"))
                .satisfies(
                        e -> assertThat(Fixtures.failures().outcomeOf(e).code()).isEqualTo("UnsoundSnapshot"));
        assertThat(ofCluster.files).isEmpty();
    }

    @Test
    void storesNothingOfAServerThatWasCutOff() {
        cluster.knownLeader = false;

        assertThatThrownBy(() -> perform("FIRST"))
                .satisfies(e ->
                        assertThat(Fixtures.failures().outcomeOf(e).message()).contains("without a known leader"));
    }

    private Outcome perform(String kind) throws IOException {
        return perform(kind, cluster.servers(), SECRET);
    }

    private Outcome perform(String kind, List<Server> servers, String secret) throws IOException {
        return activity(Optional.of(archive)).perform(command(kind, servers, secret), Fixtures.ATTEMPT);
    }

    private TakeSnapshot command(String kind, List<Server> servers, String secret) throws IOException {
        return new TakeSnapshot(
                Fixtures.CLUSTER,
                cluster.caPem(),
                servers,
                FakeTransit.ciphertext(CLUSTER_ID, secret),
                "https://never.asked.example",
                "snapshots",
                kind,
                "P30D",
                "",
                "",
                true);
    }

    private TakeSnapshotActivity activity(Optional<SnapshotStore> archiveOrNone) {
        return new TakeSnapshotActivity(
                new Leader(Fixtures.consuls(cluster.port())),
                Fixtures.secrets(),
                Fixtures.sealer(),
                InMemoryStore.stores(ofCluster, archiveOrNone),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static Snapshot taken(Outcome outcome) {
        return ((SnapshotTaken) ((Outcome.Succeeded) outcome).reply()).getSnapshot();
    }
}
