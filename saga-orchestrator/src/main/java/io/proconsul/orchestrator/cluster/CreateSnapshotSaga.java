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
import io.proconsul.wire.CreateSnapshot;
import io.proconsul.wire.RemoveSnapshot;
import io.proconsul.wire.Snapshot;
import io.proconsul.wire.SnapshotTaken;
import io.proconsul.wire.SnapshotWork;

/** Takes the snapshot that somebody asked for, or the cluster's schedule. It is listed from the beginning, and stays listed if it fails. */
public final class CreateSnapshotSaga implements Saga<CreateSnapshot, SnapshotWork> {
    private static final String TAKE = "take-snapshot";

    @Override
    public String name() {
        return "create-snapshot";
    }

    @Override
    public Lifecycle lifecycle() {
        return Phases.WHILE_RUNNING;
    }

    @Override
    public Class<CreateSnapshot> command() {
        return CreateSnapshot.class;
    }

    @Override
    public Class<SnapshotWork> input() {
        return SnapshotWork.class;
    }

    @Override
    public Admission<SnapshotWork> admit(CreateSnapshot command, Subject subject) {
        return RunningCluster.admit(subject, cluster -> {
            if (cluster.getSnapshots().size() >= Snapshots.MOST) {
                return Admission.refused(
                        "TooManySnapshots",
                        "expected fewer than " + Snapshots.MOST + " snapshots; delete one that is not needed any more");
            }
            var wanted = Snapshot.newBuilder()
                    .setId(command.getSnapshotId())
                    .setBlob("")
                    .setConsulIndex(0)
                    .setBytes(0)
                    .setSha256("")
                    .setTakenAt(command.getRequestedAt())
                    .setName(command.getName())
                    .setKind(command.getKind())
                    .setState(Snapshots.CREATING)
                    .setRequestedAt(command.getRequestedAt())
                    .build();
            return Admission.admitted(new SnapshotWork(cluster, wanted, null));
        });
    }

    @Override
    public Plan<SnapshotWork> define(SagaBuilder<SnapshotWork> saga) {
        return saga.step(TAKE, SnapshotTaken.class)
                .by(SNAPSHOT)
                .command(in -> Snapshots.take(in.getCluster(), in.getSnapshot()))
                .compensate(in -> new RemoveSnapshot(
                        in.getCluster().getRef(), in.getSnapshot().getId()))
                .retry(exponential(ofSeconds(1), ofSeconds(30)).upTo(8))
                .finishWithin(ofMinutes(30));
    }

    @Override
    public Object opening(SnapshotWork in) {
        return Snapshots.with(in.getCluster(), in.getSnapshot());
    }

    @Override
    public Object conclusion(SnapshotWork in, Results got) {
        var found = got.result(TAKE, SnapshotTaken.class).getSnapshot();
        return Snapshots.with(in.getCluster(), Snapshots.taken(in.getSnapshot(), found));
    }

    @Override
    public Object failure(SnapshotWork in, Results kept) {
        return Snapshots.with(in.getCluster(), Snapshots.in(Snapshots.CREATING_FAILED, in.getSnapshot()));
    }
}
