package io.proconsul.gateway.federation.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.proconsul.gateway.view.ResourceId;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.Scope;
import java.util.Optional;

/**
 * The claim {@code Primary} of a federation token, in the words of the HCS API.
 *
 * @param uuid of this life of the cluster: a cluster made anew under the same name is another one
 * @param id the cluster's ARM id
 * @param internalId the same for all lives of the cluster
 */
public record Primary(String type, String uuid, Location location, String description, String id, String internalId) {

    static final String TYPE = "hashicorp.consul.cluster";

    /** An organization is what Entra calls a tenant, a project what Azure calls a subscription. */
    record Location(
            @JsonProperty("organization_id") String organizationId,
            @JsonProperty("project_id") String projectId,
            Region region) {}

    record Region(String provider, String region) {}

    public static Primary of(ClusterRef cluster) {
        var scope = new Scope(
                cluster.getTenantId(),
                cluster.getSubscriptionId(),
                cluster.getResourceGroup(),
                cluster.getClusterName());
        return new Primary(
                TYPE,
                cluster.getClusterId(),
                new Location(
                        cluster.getTenantId(), cluster.getSubscriptionId(), new Region("azure", cluster.getLocation())),
                "Consul datacenter " + cluster.getDatacenter(),
                ResourceId.of(scope),
                Ids.scopeKey(scope));
    }

    /** Where the cluster is; empty for a claim that none of ours looks like. */
    Optional<Scope> scope() {
        return type.equals(TYPE) ? ResourceId.parse(location.organizationId(), id) : Optional.empty();
    }
}
