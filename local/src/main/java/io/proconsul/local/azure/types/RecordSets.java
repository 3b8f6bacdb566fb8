package io.proconsul.local.azure.types;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.Lifecycle;
import io.proconsul.local.azure.arm.Resource;
import java.util.Optional;

/** A record set knows its full name. */
final class RecordSets implements Lifecycle {

    @Override
    public void complete(Address id, ObjectNode body, Optional<Resource> before) {
        var zone = id.names().get(0);
        var fqdn = id.name().equals("@") ? zone + "." : id.name() + "." + zone + ".";
        body.withObject("/properties").put("fqdn", fqdn).put("provisioningState", "Succeeded");
    }
}
