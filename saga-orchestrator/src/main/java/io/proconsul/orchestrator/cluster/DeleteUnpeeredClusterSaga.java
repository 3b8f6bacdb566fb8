package io.proconsul.orchestrator.cluster;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Saga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Subject;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.DeleteCluster;

/** The first version of {@link DeleteClusterSaga}, of the time before peerings: what runs on it ends on it. */
public final class DeleteUnpeeredClusterSaga implements Saga<DeleteCluster, Cluster> {
    private static final DeleteClusterSaga NEWEST = new DeleteClusterSaga();

    @Override
    public String name() {
        return NEWEST.name();
    }

    @Override
    public Lifecycle lifecycle() {
        return NEWEST.lifecycle();
    }

    @Override
    public Class<DeleteCluster> command() {
        return DeleteCluster.class;
    }

    @Override
    public Class<Cluster> input() {
        return Cluster.class;
    }

    @Override
    public Admission<Cluster> admit(DeleteCluster command, Subject subject) {
        return NEWEST.admit(command, subject);
    }

    @Override
    public Plan<Cluster> define(SagaBuilder<Cluster> saga) {
        return DeleteClusterSaga.removal(saga);
    }
}
