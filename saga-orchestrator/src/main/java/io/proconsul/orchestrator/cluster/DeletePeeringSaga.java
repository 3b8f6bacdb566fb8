package io.proconsul.orchestrator.cluster;

import static io.proconsul.orchestrator.cluster.Workers.INFRA;
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
import io.proconsul.wire.DeletePeering;
import io.proconsul.wire.Done;
import io.proconsul.wire.PeeringWork;
import java.util.List;

/** Parts a cluster's network from one of its owner's. What cannot be removed now stays listed, and can be tried again. */
public final class DeletePeeringSaga implements Saga<DeletePeering, PeeringWork> {

    @Override
    public String name() {
        return "delete-peering";
    }

    @Override
    public Lifecycle lifecycle() {
        return Phases.WHILE_RUNNING;
    }

    @Override
    public Class<DeletePeering> command() {
        return DeletePeering.class;
    }

    @Override
    public Class<PeeringWork> input() {
        return PeeringWork.class;
    }

    @Override
    public Admission<PeeringWork> admit(DeletePeering command, Subject subject) {
        return RunningCluster.admit(subject, cluster -> Peerings.find(cluster, command.getPeeringId())
                .map(peering -> Admission.admitted(new PeeringWork(cluster, peering, true)))
                .orElseGet(() -> Admission.refused(
                        "PeeringNotFound", "there is no peering of this id; it may have been deleted")));
    }

    @Override
    public Plan<PeeringWork> define(SagaBuilder<PeeringWork> saga) {
        return saga.step("remove-peering", Done.class)
                .by(INFRA)
                .command(in -> Peerings.removal(in.getCluster(), List.of(in.getPeering())))
                .retry(exponential(ofSeconds(1), ofSeconds(30)).upTo(8))
                .finishWithin(ofMinutes(30));
    }

    @Override
    public Object opening(PeeringWork in) {
        return Peerings.with(in.getCluster(), Peerings.in(Peerings.DELETING, in.getPeering()));
    }

    @Override
    public Object conclusion(PeeringWork in, Results got) {
        return Peerings.without(in.getCluster(), in.getPeering());
    }

    @Override
    public Object failure(PeeringWork in, Results kept) {
        return Peerings.with(in.getCluster(), Peerings.in(Peerings.DELETING_FAILED, in.getPeering()));
    }
}
