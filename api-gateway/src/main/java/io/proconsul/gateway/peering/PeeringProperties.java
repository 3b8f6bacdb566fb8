package io.proconsul.gateway.peering;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.Peering;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One peering as the API shows it.
 *
 * @param virtualNetworkId the cluster's network: what the owner's half leads to, where he has to make that himself
 * @param peeringState Azure's word for the cluster's half when it was last looked at; absent until it is made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PeeringProperties")
public record PeeringProperties(
        String id,
        String remoteVirtualNetworkId,
        String virtualNetworkId,

        @Schema(enumeration = {"CREATING", "CREATING_FAILED", "READY", "DELETING", "DELETING_FAILED"})
        String state,

        @Schema(enumeration = {"Initiated", "Connected", "Disconnected"}) @Nullable String peeringState,

        String requestedAt) {

    private static final String NETWORK =
            "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Network/virtualNetworks/%s";

    static PeeringProperties of(Cluster cluster, Peering peering) {
        var ref = cluster.getRef();
        return new PeeringProperties(
                peering.getId(),
                peering.getRemoteVirtualNetworkId(),
                NETWORK.formatted(ref.getSubscriptionId(), ref.getResourceGroup(), cluster.getVnetName()),
                peering.getState(),
                peering.getPeeringState().isEmpty() ? null : peering.getPeeringState(),
                peering.getRequestedAt().toString());
    }
}
