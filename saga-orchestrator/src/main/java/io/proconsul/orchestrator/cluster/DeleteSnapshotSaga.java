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
import io.proconsul.wire.DeleteSnapshot;
import io.proconsul.wire.Done;
import io.proconsul.wire.RemoveSnapshot;
import io.proconsul.wire.SnapshotWork;
import java.util.Set;

/** Deletes a snapshot, also one that failed. What cannot be deleted now stays listed, and can be tried again. */
public final class DeleteSnapshotSaga implements Saga<DeleteSnapshot, SnapshotWork> {
    static final Set<String> DELETABLE = Set.of(Snapshots.READY, Snapshots.CREATING_FAILED, Snapshots.DELETING_FAILED);

    @Override
    public String name() {
        return "delete-snapshot";
    }

    @Override
    public Lifecycle lifecycle() {
        return Phases.WHILE_RUNNING;
    }

    @Override
    public Class<DeleteSnapshot> command() {
        return DeleteSnapshot.class;
    }

    @Override
    public Class<SnapshotWork> input() {
        return SnapshotWork.class;
    }

    @Override
    public Admission<SnapshotWork> admit(DeleteSnapshot command, Subject subject) {
        var admission = Snapshots.admit(subject, command.getSnapshotId(), DELETABLE, work -> work);
        return command.getExpired()
                        && admission instanceof Admission.Admitted<SnapshotWork> admitted
                        && isNeeded(admitted.input())
                ? Admission.refused(
                        "OnlySnapshot",
                        "expected another snapshot to be ready, but this one that is too old is the only one")
                : admission;
    }

    /** What is too old is better than nothing. */
    private static boolean isNeeded(SnapshotWork work) {
        return work.getSnapshot().getState().equals(Snapshots.READY)
                && !Snapshots.anotherIsReady(work.getCluster(), work.getSnapshot());
    }

    @Override
    public Plan<SnapshotWork> define(SagaBuilder<SnapshotWork> saga) {
        return saga.step("remove-snapshot", Done.class)
                .by(SNAPSHOT)
                .command(in -> new RemoveSnapshot(
                        in.getCluster().getRef(), in.getSnapshot().getId()))
                .retry(exponential(ofSeconds(1), ofSeconds(30)).upTo(8))
                .finishWithin(ofMinutes(15));
    }

    @Override
    public Object opening(SnapshotWork in) {
        return Snapshots.with(in.getCluster(), Snapshots.in(Snapshots.DELETING, in.getSnapshot()));
    }

    @Override
    public Object conclusion(SnapshotWork in, Results got) {
        return Snapshots.without(in.getCluster(), in.getSnapshot());
    }

    @Override
    public Object failure(SnapshotWork in, Results kept) {
        return Snapshots.with(in.getCluster(), Snapshots.in(Snapshots.DELETING_FAILED, in.getSnapshot()));
    }
}
