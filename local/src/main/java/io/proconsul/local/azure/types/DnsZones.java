package io.proconsul.local.azure.types;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.Lifecycle;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.arm.ResourceStore;
import java.util.Optional;

/** A public DNS zone names its servers and counts its record sets. */
final class DnsZones implements Lifecycle {
    private final ResourceStore store;

    DnsZones(ResourceStore store) {
        this.store = store;
    }

    @Override
    public void complete(Address id, ObjectNode body, Optional<Resource> before) {
        body.withObject("/properties")
                .put("zoneType", "Public")
                .putArray("nameServers")
                .add("ns1-01.azure-dns.com.");
    }

    @Override
    public void show(Resource resource, ObjectNode body) {
        body.withObject("/properties")
                .put("numberOfRecordSets", store.below(resource.id()).size());
    }
}
