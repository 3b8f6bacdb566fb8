package io.proconsul.orchestrator.cluster;

import static io.proconsul.saga.Retry.exponential;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Saga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Subject;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.DeleteCluster;
import io.proconsul.wire.Done;
import io.proconsul.wire.UnpeerNetworks;

/** Deletes a cluster as {@link DeleteClusterSaga} does, and then lets its primary go. */
public final class DeleteSecondarySaga implements Saga<DeleteCluster, Cluster> {

    @Override
    public String name() {
        return "delete-secondary";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Lifecycle lifecycle() {
        return Lifecycle.death(Phases.DELETING, Phases.DELETED, Phases.FAILED);
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
        var cluster = subject.document(Cluster.class);
        if (cluster.isEmpty()) {
            return Admission.refused("ClusterNotFound", "there is no cluster of this name");
        }
        return cluster.get().getPrimary() == null
                ? Admission.refused(
                        "ClusterNotSecondary", "expected a cluster that has joined a federation, but this one has not")
                : Admission.admitted(cluster.get());
    }

    @Override
    public Plan<Cluster> define(SagaBuilder<Cluster> saga) {
        return saga.inOrder(Peerings.removeAll(saga), removal(saga));
    }

    static Plan<Cluster> removal(SagaBuilder<Cluster> saga) {
        var leave = saga.step("leave-federation", Done.class)
                .by(Workers.PRIMARY)
                .command(Federations::leave)
                .retry(exponential(ofSeconds(1), ofMinutes(5)).upTo(20))
                .mustSucceed();

        var unpeer = DeleteClusterSaga.remove(
                saga, "unpeer-networks", Workers.INFRA, in -> new UnpeerNetworks(in.getRef(), Federations.issuer(in)));

        return saga.inOrder(unpeer, DeleteClusterSaga.removal(saga), leave);
    }
}
