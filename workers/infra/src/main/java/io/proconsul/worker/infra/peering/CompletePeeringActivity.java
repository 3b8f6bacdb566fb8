package io.proconsul.worker.infra.peering;

import io.proconsul.wire.CompletePeering;
import io.proconsul.wire.PeeringSeen;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Converger;
import io.proconsul.worker.infra.arm.Resources;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Makes the owner's half of a peering, unless he has made it himself. Where that is not for us to do the peering stays
 * Initiated, and the owner has to.
 */
@ApplicationScoped
public class CompletePeeringActivity implements Activity<CompletePeering> {

    private static final String CONNECTED = "Connected";

    private final Converger converger;
    private final Resources resources;

    public CompletePeeringActivity(Converger converger, Resources resources) {
        this.converger = converger;
        this.resources = resources;
    }

    @Override
    public Class<CompletePeering> command() {
        return CompletePeering.class;
    }

    @Override
    public Outcome perform(CompletePeering command, Attempt attempt) {
        var network = OwnersNetwork.of(command.getCluster(), command.getRemoteVirtualNetworkId());
        var ours = resources.find(ArmTypes.PEERING, network.ours().id());
        if (ours.isEmpty()) {
            return Outcome.permanent("PeeringNotFound", "the cluster's half of the peering has been deleted meanwhile");
        }
        var seen = Outcome.succeeded(new PeeringSeen(PeeringHalf.stateOf(ours.get())));
        return PeeringHalf.stateOf(ours.get()).equals(CONNECTED)
                ? seen
                : OwnersNetwork.ifAllowed(() -> theirs(network, attempt)).orElse(seen);
    }

    private Outcome theirs(OwnersNetwork network, Attempt attempt) {
        var half = network.theirs();
        return converger.create(List.of(half.desired()), attempt, seen -> new PeeringSeen(half.stateIn(seen)));
    }
}
