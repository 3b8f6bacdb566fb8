package io.proconsul.orchestrator.cluster;

import static io.proconsul.orchestrator.cluster.Workers.INFRA;
import static io.proconsul.orchestrator.cluster.Workers.SNAPSHOT;
import static io.proconsul.saga.Retry.exponential;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Results;
import io.proconsul.saga.Saga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Step;
import io.proconsul.saga.Subject;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterUpdate;
import io.proconsul.wire.ConsulProvided;
import io.proconsul.wire.InspectServers;
import io.proconsul.wire.ProvideConsul;
import io.proconsul.wire.ServersInspected;
import io.proconsul.wire.SnapshotTaken;
import io.proconsul.wire.TakeSnapshot;
import io.proconsul.wire.UpdateCluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the servers of a running cluster to another version of Consul or to another audit log, one at a time: those that
 * follow first and the leader last, each between two looks at the health of all. Nothing is undone, since Consul does not
 * go back to an older version: a failure leaves the servers as far as they are, whole and running, or, if they are not
 * whole, an operator is asked.
 */
public final class UpdateClusterSaga implements Saga<UpdateCluster, ClusterUpdate> {
    private static final String BEFORE = "take-snapshot-before";
    private static final String INSPECT = "inspect-servers";

    /** What a cluster can have; a smaller one has nothing to do in the turns that are left. */
    private static final int TURNS = 5;

    @Override
    public String name() {
        return "update-cluster";
    }

    @Override
    public Lifecycle lifecycle() {
        return Lifecycle.change(Phases.UPDATING, Phases.RUNNING, Phases.RUNNING);
    }

    @Override
    public Class<UpdateCluster> command() {
        return UpdateCluster.class;
    }

    @Override
    public Class<ClusterUpdate> input() {
        return ClusterUpdate.class;
    }

    @Override
    public Admission<ClusterUpdate> admit(UpdateCluster command, Subject subject) {
        return RunningCluster.admit(subject, cluster -> Updates.admit(command, cluster));
    }

    @Override
    public Plan<ClusterUpdate> define(SagaBuilder<ClusterUpdate> saga) {
        var provide = saga.step("provide-consul", ConsulProvided.class) // harmless where nobody points to it
                .by(INFRA)
                .command(in -> new ProvideConsul(in.getCluster().getRef(), Updates.newVersion(in)))
                .answerWithin(ofMinutes(15))
                .finishWithin(ofHours(1));
        var before = saga.step(BEFORE, SnapshotTaken.class) // it is kept, whatever becomes of the update
                .by(SNAPSHOT)
                .command(UpdateClusterSaga::takeBefore)
                .retry(exponential(ofSeconds(1), ofSeconds(30)).upTo(8))
                .finishWithin(ofMinutes(15));
        var plan = new ArrayList<Plan<ClusterUpdate>>();
        plan.add(provide);
        plan.add(before);
        var turns = new ArrayList<UpdateTurn>();
        for (int number = 1; number <= TURNS; number++) {
            var turn = UpdateTurn.of(saga, number, provide, turns);
            plan.add(turn.inOrder(saga));
            turns.add(turn);
        }
        plan.add(inspection(saga, turns));
        return saga.inOrder(plan);
    }

    private static TakeSnapshot takeBefore(ClusterUpdate in) {
        return TakeSnapshot.newBuilder(Snapshots.take(in.getCluster(), Updates.snapshotBefore(in)))
                .setSnapshotId("")
                .setWanted(in.getWanted())
                .build();
    }

    private static Step<ClusterUpdate, ServersInspected> inspection(
            SagaBuilder<ClusterUpdate> saga, List<UpdateTurn> turns) {
        return saga.step(INSPECT, ServersInspected.class)
                .by(SNAPSHOT)
                .command((in, got) -> new InspectServers(
                        in.getCluster().getRef(),
                        Updates.access(in),
                        UpdateTurn.done(in, turns, got),
                        in.getConsulVersion()))
                .retry(exponential(ofSeconds(1), ofSeconds(10)).upTo(8))
                .finishWithin(ofMinutes(10));
    }

    @Override
    public Object conclusion(ClusterUpdate in, Results got) {
        if (!in.getWanted()) {
            return Upkeeps.with(in.getCluster(), in.getUpkeep());
        }
        var found = got.result(INSPECT, ServersInspected.class).getVersions().values().stream()
                .findFirst()
                .orElse(in.getConsulVersion());
        var auditLogging = in.getAuditLogging();
        return withBefore(
                Cluster.newBuilder(Upkeeps.with(in.getCluster(), in.getUpkeep()))
                        .setConsulVersion(found)
                        .setServerVersions(Map.of())
                        .setAuditLogging(auditLogging == null ? in.getCluster().getAuditLogging() : auditLogging)
                        .build(),
                in,
                got);
    }

    @Override
    public Object failure(ClusterUpdate in, Results kept) {
        var cluster = in.getCluster();
        var versions = new HashMap<>(cluster.getServerVersions());
        for (int number = 1; number <= TURNS; number++) {
            UpdateTurn.ending(number, kept)
                    .filter(server -> server.getIndex() >= 0)
                    .filter(server -> !server.getConsulVersion().equals(Updates.running(cluster)))
                    .ifPresent(server -> versions.put(server.getName(), server.getConsulVersion()));
        }
        return withBefore(
                Cluster.newBuilder(cluster).setServerVersions(versions).build(), in, kept);
    }

    private static Cluster withBefore(Cluster cluster, ClusterUpdate in, Results got) {
        return in.getWanted()
                ? got.find(BEFORE, SnapshotTaken.class)
                        .map(taken -> Snapshots.with(
                                cluster, Snapshots.taken(Updates.snapshotBefore(in), taken.getSnapshot())))
                        .orElse(cluster)
                : cluster;
    }
}
