package io.proconsul.local.azure.types;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.Lifecycle;
import io.proconsul.local.azure.arm.Refusal;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.arm.ResourceStore;
import io.proconsul.local.azure.network.Fabric;
import java.util.Optional;

/** A virtual network has a slice of the fabric, whatever address space it was given. */
final class VirtualNetworks implements Lifecycle {
    private final ResourceStore store;
    private final Fabric fabric;

    VirtualNetworks(ResourceStore store, Fabric fabric) {
        this.store = store;
        this.fabric = fabric;
    }

    @Override
    public Optional<Refusal> refuse(Address id, ObjectNode body, Optional<Resource> before) {
        return body.at("/properties/addressSpace/addressPrefixes").isEmpty()
                ? Optional.of(Refusal.invalid(
                        "InvalidRequestFormat",
                        "properties.addressSpace.addressPrefixes must name at least one prefix."))
                : Optional.empty();
    }

    @Override
    public Optional<Refusal> dismantle(Resource resource) {
        fabric.releaseNetwork(resource.id().key());
        return Optional.empty();
    }

    @Override
    public void show(Resource network, ObjectNode body) {
        var peerings = body.withObject("/properties").putArray("virtualNetworkPeerings");
        Peerings.of(store, network.id()).map(Resource::body).forEach(peerings::add);
    }
}
