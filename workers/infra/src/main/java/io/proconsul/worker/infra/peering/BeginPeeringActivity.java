package io.proconsul.worker.infra.peering;

import com.azure.core.exception.HttpResponseException;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import io.proconsul.wire.BeginPeering;
import io.proconsul.wire.PeeringSeen;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.arm.ArmError;
import io.proconsul.worker.infra.arm.ArmId;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Converger;
import io.proconsul.worker.infra.arm.Resources;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Makes the cluster's half of a peering, for which Azure wants the owner to have given us peer/action on his network. We may
 * do anything in the networks of all clusters, and their owners have not asked for that: those are refused.
 */
@ApplicationScoped
public class BeginPeeringActivity implements Activity<BeginPeering> {

    private static final int FORBIDDEN = 403;

    private final Converger converger;
    private final Resources resources;

    public BeginPeeringActivity(Converger converger, Resources resources) {
        this.converger = converger;
        this.resources = resources;
    }

    @Override
    public Class<BeginPeering> command() {
        return BeginPeering.class;
    }

    @Override
    public Outcome perform(BeginPeering command, Attempt attempt) {
        var network = OwnersNetwork.of(command.getCluster(), command.getRemoteVirtualNetworkId());
        var half = network.ours();
        return refusal(network.id())
                .orElseGet(() -> converger.create(
                        List.of(half.desired()), attempt, seen -> new PeeringSeen(half.stateIn(seen))));
    }

    private Optional<Outcome> refusal(ArmId network) {
        try {
            var found = resources.find(ArmTypes.VIRTUAL_NETWORK, network);
            if (found.isEmpty()) {
                return Optional.of(
                        Outcome.permanent("VirtualNetworkNotFound", "there is no virtual network " + network.name()));
            }
            return found.filter(BeginPeeringActivity::isOfACluster)
                    .map(taken -> Outcome.permanent(
                            "VirtualNetworkOfCluster",
                            "expected a network of the cluster's owner, but " + network.name()
                                    + " is that of another cluster"));
        } catch (HttpResponseException e) {
            if (ArmError.in(e).filter(error -> error.status() == FORBIDDEN).isPresent()) {
                return Optional.empty(); // those of clusters we may read
            }
            throw e;
        }
    }

    private static boolean isOfACluster(VirtualNetworkInner network) {
        return network.tags() != null && network.tags().containsKey(ClusterNames.CLUSTER_TAG);
    }
}
