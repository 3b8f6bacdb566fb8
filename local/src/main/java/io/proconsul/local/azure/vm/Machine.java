package io.proconsul.local.azure.vm;

import com.fasterxml.jackson.databind.JsonNode;
import io.proconsul.local.azure.arm.Address;
import java.util.List;

/**
 * A virtual machine as its scale set wants it.
 *
 * @param id of the instance
 * @param network the address range of its virtual network on the fabric
 * @param customData cloud-init as given, base64; empty for none
 * @param clientIds of the identities it may use
 * @param tags of the scale set
 */
public record Machine(
        Address id,
        String name,
        String vmId,
        String location,
        String zone,
        String size,
        String privateAddress,
        String network,
        String customData,
        List<String> clientIds,
        JsonNode tags) {

    public String scaleSet() {
        return id.names().get(0);
    }

    public String instance() {
        return id.name();
    }
}
