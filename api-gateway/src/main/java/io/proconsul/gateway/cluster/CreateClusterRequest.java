package io.proconsul.gateway.cluster;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What may stand in the body of a PUT; names and ids come from the path (RPC-002) and are ignored here. */
@Schema(name = "CreateClusterRequest")
public record CreateClusterRequest(
        @Nullable String subscriptionId,
        @Nullable String resourceGroup,
        @Nullable String name,
        @Nullable String id,
        @Nullable String type,
        @Nullable String location,
        @Nullable Map<String, String> tags,
        ClusterProperties properties) {}
