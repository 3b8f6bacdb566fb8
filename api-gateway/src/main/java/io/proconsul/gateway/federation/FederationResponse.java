package io.proconsul.gateway.federation;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A whole federation, the same for each of its clusters. */
@Schema(name = "GetFederationResponse")
public record FederationResponse(
        FederatedClusterResponse primaryDatacenter,
        List<FederatedClusterResponse> secondaryDatacenters,

        @Schema(enumeration = {"UNKNOWN", "RUNNING", "PRIMARY_DATACENTER_MISSING"})
        String state) {

    static final String RUNNING = "RUNNING";
    static final String PRIMARY_MISSING = "PRIMARY_DATACENTER_MISSING";
}
