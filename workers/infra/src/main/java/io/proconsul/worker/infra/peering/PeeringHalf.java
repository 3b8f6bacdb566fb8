package io.proconsul.worker.infra.peering;

import com.azure.core.management.SubResource;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkPeeringInner;
import com.azure.resourcemanager.network.models.VirtualNetworkPeeringState;
import io.proconsul.worker.infra.arm.ArmId;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Desired;
import io.proconsul.worker.infra.arm.Doomed;
import io.proconsul.worker.infra.arm.Seen;

/**
 * One half of a peering. Two networks see each other once each has a half that leads to the other; what may pass is the
 * firewalls' business.
 *
 * @param id in the network that it is a part of
 * @param remote the network that it leads to
 */
public record PeeringHalf(ArmId id, ArmId remote) {

    public static PeeringHalf of(ArmId network, String name, ArmId remote) {
        return new PeeringHalf(network.child("virtualNetworkPeerings", name), remote);
    }

    /** One that has lost its other half has to be written again, before there can be another. */
    public Desired<?, ?> desired() {
        return Desired.of(ArmTypes.PEERING, id, body())
                .fitsIf(found -> !VirtualNetworkPeeringState.DISCONNECTED.equals(found.peeringState()));
    }

    public Doomed doomed(ArmId... after) {
        return Doomed.of(ArmTypes.PEERING, id, after);
    }

    /** Azure's word for it: Initiated, Connected or Disconnected. */
    String stateIn(Seen seen) {
        return stateOf(seen.get(ArmTypes.PEERING, id, VirtualNetworkPeeringInner.class));
    }

    static String stateOf(VirtualNetworkPeeringInner half) {
        return half.peeringState() == null ? "" : half.peeringState().toString();
    }

    /** As Azure is sent it. */
    public VirtualNetworkPeeringInner body() {
        return new VirtualNetworkPeeringInner()
                .withAllowVirtualNetworkAccess(true)
                .withAllowForwardedTraffic(false)
                .withAllowGatewayTransit(false)
                .withUseRemoteGateways(false)
                .withRemoteVirtualNetwork(new SubResource().withId(remote.path()));
    }
}
