package io.proconsul.worker.snapshot;

import io.proconsul.wire.LoadSnapshot;
import io.proconsul.wire.SnapshotLoaded;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.secrets.TransitSecrets;
import io.proconsul.worker.snapshot.consul.Leader;
import io.proconsul.worker.snapshot.store.SealedFile;
import io.proconsul.worker.snapshot.store.SnapshotBlob;
import io.proconsul.worker.snapshot.store.SnapshotFile;
import io.proconsul.worker.snapshot.store.SnapshotStores;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Reads a snapshot from the cluster's account, opens it, checks that it is the one that was taken, and has the leader
 * load it. A repeated attempt loads the same again, so one that nobody waits for any more must not begin: what was
 * written meanwhile would be lost. The control plane's own token is in every snapshot of its cluster.
 */
@Singleton
public class LoadSnapshotActivity implements Activity<LoadSnapshot> {
    private final Leader leader;
    private final TransitSecrets secrets;
    private final SealedFile sealer;
    private final SnapshotStores stores;
    private final Clock clock;

    public LoadSnapshotActivity(
            Leader leader, TransitSecrets secrets, SealedFile sealer, SnapshotStores stores, Clock clock) {
        this.leader = leader;
        this.secrets = secrets;
        this.sealer = sealer;
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public Class<LoadSnapshot> command() {
        return LoadSnapshot.class;
    }

    @Override
    public Outcome perform(LoadSnapshot command, Attempt attempt) {
        try {
            return load(command, attempt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            return Outcome.permanent("UnsoundSnapshot", "the stored snapshot was changed since it was sealed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.transientFailure("Interrupted", "the worker is shutting down");
        }
    }

    private Outcome load(LoadSnapshot command, Attempt attempt)
            throws IOException, GeneralSecurityException, InterruptedException {
        var clusterId = command.getCluster().getClusterId();
        var sealed = Files.createTempFile("snapshot-", ".sealed"); // readable by its owner only
        var clear = Files.createTempFile("snapshot-", ".tgz");
        try {
            stores.ofCluster(command.getCluster()).get(SnapshotBlob.of(command.getSnapshotId()), sealed);
            sealer.open(clusterId, sealed, clear);
            var found = SnapshotFile.verify(clear);
            if (!found.equals(command.getSha256())) {
                return Outcome.permanent(
                        "UnsoundSnapshot",
                        "expected the snapshot with SHA-256 " + command.getSha256() + ", found one with " + found);
            }
            var management = secrets.decrypt(clusterId, command.getBootstrapTokenCiphertext());
            var consul = leader.of(command.getCluster(), command.getCaPem(), command.getServers());
            if (!clock.instant().isBefore(attempt.deadline())) {
                return Outcome.transientFailure("TooLate", "nobody waits for this attempt any more");
            }
            consul.restore(management, clear);
            return Outcome.succeeded(new SnapshotLoaded(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        } finally {
            Files.delete(clear);
            Files.delete(sealed);
        }
    }
}
