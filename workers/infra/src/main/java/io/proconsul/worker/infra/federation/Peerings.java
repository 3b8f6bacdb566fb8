package io.proconsul.worker.infra.federation;

import com.azure.core.management.SubResource;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkPeeringInner;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.ArmId;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Desired;
import io.proconsul.worker.infra.arm.Doomed;
import java.util.List;

/** Two networks see each other once each has a peering to the other; what may pass is the firewalls' business. */
final class Peerings {

    private Peerings() {}

    static List<Desired<?, ?>> desired(ClusterResources one, ClusterResources other) {
        return List.of(
                Desired.of(ArmTypes.PEERING, peering(one, other), to(other)),
                Desired.of(ArmTypes.PEERING, peering(other, one), to(one)).after(peering(one, other)));
    }

    static List<Doomed> doomed(ClusterResources one, ClusterResources other) {
        return List.of(
                Doomed.of(ArmTypes.PEERING, peering(one, other)),
                Doomed.of(ArmTypes.PEERING, peering(other, one), peering(one, other)));
    }

    private static ArmId peering(ClusterResources from, ClusterResources to) {
        return from.virtualNetwork()
                .child("virtualNetworkPeerings", from.names().peering(to.names()));
    }

    private static VirtualNetworkPeeringInner to(ClusterResources other) {
        return new VirtualNetworkPeeringInner()
                .withAllowVirtualNetworkAccess(true)
                .withAllowForwardedTraffic(false)
                .withAllowGatewayTransit(false)
                .withUseRemoteGateways(false)
                .withRemoteVirtualNetwork(
                        new SubResource().withId(other.virtualNetwork().path()));
    }
}
