package io.proconsul.gateway.peering;

import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.error.ApiException;
import io.proconsul.gateway.input.VirtualNetworkId;
import io.proconsul.gateway.view.ClusterView;
import io.proconsul.gateway.view.Group;
import io.proconsul.wire.Scope;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The networks that a cluster may be peered with. We write to networks of many owners, on behalf of whoever asks: so what is
 * named has to be of the subscription that the one who asks has shown to be his, and not of another cluster.
 */
@ApplicationScoped
class OwnersNetworks {

    private final ClusterView view;

    OwnersNetworks(ClusterView view) {
        this.view = view;
    }

    /** @throws ApiException if the network is not one of the cluster's owner */
    void require(Scope cluster, String networkId) {
        var network = VirtualNetworkId.parse(networkId)
                .orElseThrow(() -> invalid("Expected %s.".formatted(VirtualNetworkId.RULE)));
        if (!network.subscription().equalsIgnoreCase(cluster.getSubscriptionId())) {
            throw invalid("Expected a virtual network of the cluster's subscription %s, found one of %s."
                    .formatted(cluster.getSubscriptionId(), network.subscription()));
        }
        var group = new Group(cluster.getTenantId(), network.subscription(), network.resourceGroup());
        if (!view.inGroup(group).isEmpty()) {
            throw invalid("Expected a virtual network of your own, found one in the managed resource group %s."
                    .formatted(network.resourceGroup()));
        }
    }

    private static ApiException invalid(String message) {
        return ApiError.badRequest("InvalidParameter", message, PeeringRequests.NETWORK)
                .asException();
    }
}
