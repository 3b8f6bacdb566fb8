package io.proconsul.orchestrator.cluster;

import static io.proconsul.orchestrator.cluster.Workers.SNAPSHOT;
import static io.proconsul.saga.Retry.exponential;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Results;
import io.proconsul.saga.Saga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Subject;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.Done;
import io.proconsul.wire.LoadSnapshot;
import io.proconsul.wire.RestoreSnapshot;
import io.proconsul.wire.RevokeAclTokens;
import io.proconsul.wire.Snapshot;
import io.proconsul.wire.SnapshotLoaded;
import io.proconsul.wire.SnapshotTaken;
import io.proconsul.wire.SnapshotWork;
import io.proconsul.wire.TakeSnapshot;
import java.util.Set;

/**
 * Puts a cluster back to what a snapshot holds; before, if wanted, what it holds now is kept in another one. What was
 * restored cannot be undone, but that other one can be restored. A snapshot holds the users' tokens of its time, which must
 * not come back with it.
 */
public final class RestoreSnapshotSaga implements Saga<RestoreSnapshot, SnapshotWork> {
    private static final String BEFORE = "take-snapshot-before";
    private static final String LOAD = "load-snapshot";

    @Override
    public String name() {
        return "restore-snapshot";
    }

    @Override
    public Lifecycle lifecycle() {
        return Phases.WHILE_RUNNING;
    }

    @Override
    public Class<RestoreSnapshot> command() {
        return RestoreSnapshot.class;
    }

    @Override
    public Class<SnapshotWork> input() {
        return SnapshotWork.class;
    }

    @Override
    public Admission<SnapshotWork> admit(RestoreSnapshot command, Subject subject) {
        return Snapshots.admit(
                subject, command.getSnapshotId(), Set.of(Snapshots.READY), work -> SnapshotWork.newBuilder(work)
                        .setBefore(command.getTakeSnapshot() ? before(command, work) : null)
                        .build());
    }

    private static Snapshot before(RestoreSnapshot command, SnapshotWork work) {
        return Snapshot.newBuilder(work.getSnapshot())
                .setId("")
                .setName("before the restore of " + work.getSnapshot().getName())
                .setKind("AUTOMATIC")
                .setRequestedAt(command.getRequestedAt())
                .setRestoredAt(null)
                .build();
    }

    @Override
    public Plan<SnapshotWork> define(SagaBuilder<SnapshotWork> saga) {
        var before = saga.step(BEFORE, SnapshotTaken.class) // it is kept, whatever becomes of the restore
                .by(SNAPSHOT)
                .command(RestoreSnapshotSaga::takeBefore)
                .retry(exponential(ofSeconds(1), ofSeconds(30)).upTo(8))
                .finishWithin(ofMinutes(15));
        var load = saga.step(LOAD, SnapshotLoaded.class)
                .by(SNAPSHOT)
                .command(in -> load(in.getCluster(), in.getSnapshot()))
                .retry(exponential(ofSeconds(1), ofSeconds(30)).upTo(8))
                .finishWithin(ofMinutes(30));
        var revoke = saga.step("revoke-acl-tokens", Done.class)
                .by(SNAPSHOT)
                .command(in -> revoke(in.getCluster()))
                .retry(exponential(ofSeconds(1), ofSeconds(30)).upTo(20));
        return saga.inOrder(before, load, revoke);
    }

    private static TakeSnapshot takeBefore(SnapshotWork in) {
        var wanted = in.getBefore();
        return TakeSnapshot.newBuilder(Snapshots.take(in.getCluster(), wanted == null ? in.getSnapshot() : wanted))
                .setSnapshotId("")
                .setWanted(wanted != null)
                .build();
    }

    private static LoadSnapshot load(Cluster cluster, Snapshot snapshot) {
        return new LoadSnapshot(
                cluster.getRef(),
                cluster.getCaPem(),
                cluster.getServers(),
                cluster.getBootstrapTokenCiphertext(),
                snapshot.getId(),
                snapshot.getSha256());
    }

    private static RevokeAclTokens revoke(Cluster cluster) {
        return new RevokeAclTokens(
                cluster.getRef(),
                cluster.getCaPem(),
                cluster.getServers(),
                cluster.getBootstrapTokenCiphertext(),
                cluster.getUserTokenAccessorId());
    }

    @Override
    public Object opening(SnapshotWork in) {
        return Snapshots.with(in.getCluster(), Snapshots.in(Snapshots.RESTORING, in.getSnapshot()));
    }

    @Override
    public Object conclusion(SnapshotWork in, Results got) {
        var restored = Snapshot.newBuilder(in.getSnapshot())
                .setRestoredAt(got.result(LOAD, SnapshotLoaded.class).getAt())
                .build();
        return withBefore(Snapshots.with(in.getCluster(), restored), in, got);
    }

    @Override
    public Object failure(SnapshotWork in, Results kept) {
        return withBefore(in.getCluster(), in, kept);
    }

    private static Cluster withBefore(Cluster cluster, SnapshotWork in, Results got) {
        var wanted = in.getBefore();
        return wanted == null
                ? cluster
                : got.find(BEFORE, SnapshotTaken.class)
                        .map(taken -> Snapshots.with(cluster, Snapshots.taken(wanted, taken.getSnapshot())))
                        .orElse(cluster);
    }
}
