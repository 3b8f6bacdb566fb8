package io.proconsul.worker.snapshot;

import io.proconsul.schemas.Ids;
import io.proconsul.wire.Snapshot;
import io.proconsul.wire.SnapshotTaken;
import io.proconsul.wire.TakeSnapshot;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.secrets.Secret;
import io.proconsul.worker.secrets.TransitSecrets;
import io.proconsul.worker.snapshot.consul.Consul;
import io.proconsul.worker.snapshot.consul.Leader;
import io.proconsul.worker.snapshot.store.SealedFile;
import io.proconsul.worker.snapshot.store.SnapshotBlob;
import io.proconsul.worker.snapshot.store.SnapshotFile;
import io.proconsul.worker.snapshot.store.SnapshotStore;
import io.proconsul.worker.snapshot.store.SnapshotStores;
import io.proconsul.worker.snapshot.store.UnsoundSnapshotException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Takes a snapshot of the leader, checks that it could be restored, seals it and stores it.
 *
 * <p>Its id follows from the saga, so that a repeated attempt writes the same blob again. A FINAL one goes to the
 * archive, with the instant of its expiry; a cluster that never got as far as an ACL system has nothing worth keeping,
 * and its FINAL snapshot is one with an empty id.
 */
@Singleton
public class TakeSnapshotActivity implements Activity<TakeSnapshot> {
    private static final String FINAL = "FINAL";

    private final Leader leader;
    private final TransitSecrets secrets;
    private final SealedFile sealer;
    private final SnapshotStores stores;
    private final Clock clock;

    public TakeSnapshotActivity(
            Leader leader, TransitSecrets secrets, SealedFile sealer, SnapshotStores stores, Clock clock) {
        this.leader = leader;
        this.secrets = secrets;
        this.sealer = sealer;
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public Class<TakeSnapshot> command() {
        return TakeSnapshot.class;
    }

    @Override
    public Outcome perform(TakeSnapshot command, Attempt attempt) {
        if (!command.getWanted() || (isFinal(command) && neverCameUp(command))) {
            return nothingToKeep();
        }
        if (isFinal(command) && stores.archive().isEmpty()) {
            return Outcome.permanent(
                    "ArchiveNotConfigured", "proconsul.archive.blob-endpoint: missing, a final snapshot needs it");
        }
        try {
            return take(command, attempt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.transientFailure("Interrupted", "the worker is shutting down");
        }
    }

    private Outcome take(TakeSnapshot command, Attempt attempt)
            throws IOException, GeneralSecurityException, InterruptedException {
        var clusterId = command.getCluster().getClusterId();
        var management = secrets.decrypt(clusterId, command.getBootstrapTokenCiphertext());
        var consul = leader.of(command.getCluster(), command.getCaPem(), command.getServers());
        if (isFinal(command) && consul.accessor(management).isEmpty()) {
            return nothingToKeep();
        }
        var clear = Files.createTempFile("snapshot-", ".tgz"); // readable by its owner only
        var sealed = Files.createTempFile("snapshot-", ".sealed");
        try {
            var snapshot = read(consul, management, clear, attempt, command);
            sealer.seal(clusterId, clear, sealed);
            store(command).put(snapshot.getBlob(), sealed, metadata(command, snapshot));
            return Outcome.succeeded(new SnapshotTaken(snapshot));
        } finally {
            Files.delete(clear);
            Files.delete(sealed);
        }
    }

    private Snapshot read(Consul consul, Secret management, Path file, Attempt attempt, TakeSnapshot command)
            throws IOException, InterruptedException {
        var head = consul.snapshot(management, file);
        if (!head.knownLeader()) {
            throw new UnsoundSnapshotException("was taken without a known leader");
        }
        var id = command.getSnapshotId().isEmpty() ? idOf(attempt) : command.getSnapshotId();
        return Snapshot.newBuilder()
                .setId(id)
                .setBlob(SnapshotBlob.of(isFinal(command) ? command.getCluster().getClusterId() + "/" + id : id))
                .setConsulIndex(head.index())
                .setSha256(SnapshotFile.verify(file))
                .setBytes(Files.size(file))
                .setTakenAt(now())
                .setName(command.getName())
                .setKind(command.getKind())
                .setProductVersion(version(consul, management))
                .build();
    }

    private SnapshotStore store(TakeSnapshot command) {
        return isFinal(command) ? stores.archive().orElseThrow() : stores.ofCluster(command.getCluster());
    }

    private static Map<String, String> metadata(TakeSnapshot command, Snapshot snapshot) {
        var retained = Duration.parse(command.getRetention());
        var metadata = new HashMap<>(Map.of(
                "cluster", command.getCluster().getClusterId(),
                "index", Long.toString(snapshot.getConsulIndex()),
                "version", snapshot.getProductVersion(),
                "sha256", snapshot.getSha256(),
                "kind", command.getKind(),
                "expires", snapshot.getTakenAt().plus(retained).toString()));
        if (!snapshot.getName().isEmpty()) {
            metadata.put(SnapshotBlob.NAME, SnapshotBlob.name(snapshot.getName()));
        }
        return metadata;
    }

    private static String version(Consul consul, Secret management) throws IOException, InterruptedException {
        return consul.health(management).version().orElse("unknown");
    }

    private Outcome nothingToKeep() {
        return Outcome.succeeded(new SnapshotTaken(Snapshot.newBuilder()
                .setId("")
                .setBlob("")
                .setConsulIndex(0)
                .setBytes(0)
                .setSha256("")
                .setTakenAt(now())
                .build()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static boolean isFinal(TakeSnapshot command) {
        return command.getKind().equals(FINAL);
    }

    private static boolean neverCameUp(TakeSnapshot command) {
        return command.getServers().isEmpty()
                || command.getCaPem().isEmpty()
                || command.getBootstrapTokenCiphertext().isEmpty();
    }

    private static String idOf(Attempt attempt) {
        return Ids.uuidV5(UUID.fromString(attempt.sagaId()), "snapshot|" + attempt.step())
                .toString();
    }
}
