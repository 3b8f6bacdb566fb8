package io.proconsul.local.azure.types;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.Lifecycle;
import io.proconsul.local.azure.arm.Refusal;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.network.Fabric;
import java.util.Optional;

/** A public IP address is one of the fabric's. */
final class PublicAddresses implements Lifecycle {
    private final Fabric fabric;

    PublicAddresses(Fabric fabric) {
        this.fabric = fabric;
    }

    @Override
    public void complete(Address id, ObjectNode body, Optional<Resource> before) {
        var properties = body.withObject("/properties").put("ipAddress", fabric.publicAddress(id.key()));
        var label = properties.at("/dnsSettings/domainNameLabel").asText();
        if (!label.isEmpty()) {
            properties
                    .withObject("/dnsSettings")
                    .put("fqdn", label + "." + body.path("location").asText() + ".cloudapp.azure.com");
        }
    }

    @Override
    public Optional<Refusal> dismantle(Resource resource) {
        fabric.releaseAddress(resource.id().key());
        return Optional.empty();
    }
}
