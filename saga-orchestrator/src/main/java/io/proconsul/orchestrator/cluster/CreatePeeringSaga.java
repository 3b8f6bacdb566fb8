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
import io.proconsul.wire.BeginPeering;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.CompletePeering;
import io.proconsul.wire.CreatePeering;
import io.proconsul.wire.Peering;
import io.proconsul.wire.PeeringSeen;
import io.proconsul.wire.PeeringWork;
import io.proconsul.wire.RemovePeerings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Peers the network of a running cluster with one of its owner's. A peering has two halves; the owner's is made as well if
 * his network lets us, else it stays Initiated until he has made it. To ask again is to look again: what was there before
 * is never undone.
 */
public final class CreatePeeringSaga implements Saga<CreatePeering, PeeringWork> {
    private static final String COMPLETE = "complete-peering";

    @Override
    public String name() {
        return "create-peering";
    }

    @Override
    public Lifecycle lifecycle() {
        return Phases.WHILE_RUNNING;
    }

    @Override
    public Class<CreatePeering> command() {
        return CreatePeering.class;
    }

    @Override
    public Class<PeeringWork> input() {
        return PeeringWork.class;
    }

    @Override
    public Admission<PeeringWork> admit(CreatePeering command, Subject subject) {
        return RunningCluster.admit(subject, cluster -> {
            var found = Peerings.find(cluster, command.getPeeringId());
            var ready = found.filter(peering -> peering.getState().equals(Peerings.READY));
            if (ready.isPresent()) {
                return Admission.admitted(new PeeringWork(cluster, ready.get(), true));
            }
            if (found.isEmpty() && cluster.getPeerings().size() >= Peerings.MOST) {
                return Admission.refused(
                        "TooManyPeerings",
                        "expected fewer than " + Peerings.MOST + " peerings; delete one that is not needed any more");
            }
            return Admission.admitted(new PeeringWork(cluster, wanted(command), false));
        });
    }

    private static Peering wanted(CreatePeering command) {
        return Peering.newBuilder()
                .setId(command.getPeeringId())
                .setRemoteVirtualNetworkId(command.getRemoteVirtualNetworkId())
                .setState(Peerings.CREATING)
                .setPeeringState("")
                .setRequestedAt(command.getRequestedAt())
                .build();
    }

    @Override
    public Plan<PeeringWork> define(SagaBuilder<PeeringWork> saga) {
        var begin = saga.step("begin-peering", PeeringSeen.class)
                .by(INFRA)
                .command(in -> new BeginPeering(
                        in.getCluster().getRef(), in.getPeering().getRemoteVirtualNetworkId()))
                .compensate(CreatePeeringSaga::undo)
                .retry(exponential(ofSeconds(1), ofSeconds(30)).upTo(6))
                .finishWithin(ofMinutes(30));

        var complete = saga.step(COMPLETE, PeeringSeen.class) // goes with the first half
                .by(INFRA)
                .command(in -> new CompletePeering(
                        in.getCluster().getRef(), in.getPeering().getRemoteVirtualNetworkId()))
                .retry(exponential(ofSeconds(1), ofSeconds(30)).upTo(6))
                .finishWithin(ofMinutes(30));

        return saga.inOrder(begin, complete);
    }

    /** Both halves; of what was there before, neither. */
    private static RemovePeerings undo(PeeringWork in) {
        return Peerings.removal(in.getCluster(), in.getKnown() ? List.of() : List.of(in.getPeering()));
    }

    @Override
    public @Nullable Object opening(PeeringWork in) {
        return in.getKnown() ? null : Peerings.with(in.getCluster(), in.getPeering());
    }

    @Override
    public Object conclusion(PeeringWork in, Results got) {
        var seen = got.result(COMPLETE, PeeringSeen.class).getPeeringState();
        return Peerings.with(
                in.getCluster(),
                Peering.newBuilder(in.getPeering())
                        .setState(Peerings.READY)
                        .setPeeringState(seen)
                        .build());
    }

    @Override
    public @Nullable Cluster failure(PeeringWork in, Results kept) {
        return in.getKnown()
                ? null
                : Peerings.with(in.getCluster(), Peerings.in(Peerings.CREATING_FAILED, in.getPeering()));
    }
}
