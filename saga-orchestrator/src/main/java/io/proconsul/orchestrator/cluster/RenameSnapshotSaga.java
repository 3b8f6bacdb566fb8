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
import io.proconsul.wire.Done;
import io.proconsul.wire.LabelSnapshot;
import io.proconsul.wire.RenameSnapshot;
import io.proconsul.wire.Snapshot;
import io.proconsul.wire.SnapshotWork;
import java.util.Set;

/** Gives a snapshot another name, in the list and on the blob: who finds the blob alone can tell what it is. */
public final class RenameSnapshotSaga implements Saga<RenameSnapshot, SnapshotWork> {

    @Override
    public String name() {
        return "rename-snapshot";
    }

    @Override
    public Lifecycle lifecycle() {
        return Phases.WHILE_RUNNING;
    }

    @Override
    public Class<RenameSnapshot> command() {
        return RenameSnapshot.class;
    }

    @Override
    public Class<SnapshotWork> input() {
        return SnapshotWork.class;
    }

    @Override
    public Admission<SnapshotWork> admit(RenameSnapshot command, Subject subject) {
        return Snapshots.admit(
                subject, command.getSnapshotId(), Set.of(Snapshots.READY), work -> SnapshotWork.newBuilder(work)
                        .setSnapshot(Snapshot.newBuilder(work.getSnapshot())
                                .setName(command.getName())
                                .build())
                        .build());
    }

    @Override
    public Plan<SnapshotWork> define(SagaBuilder<SnapshotWork> saga) {
        return saga.step("label-snapshot", Done.class)
                .by(SNAPSHOT)
                .command(in -> new LabelSnapshot(
                        in.getCluster().getRef(),
                        in.getSnapshot().getId(),
                        in.getSnapshot().getName()))
                .retry(exponential(ofSeconds(1), ofSeconds(10)).upTo(5))
                .finishWithin(ofMinutes(5));
    }

    @Override
    public Object conclusion(SnapshotWork in, Results got) {
        return Snapshots.with(in.getCluster(), in.getSnapshot());
    }
}
