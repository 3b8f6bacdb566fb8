package io.proconsul.gateway.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of the clusters of a resource group, by name.
 *
 * @param nextLink where the rest is; not there on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ListClustersResponse")
public record ClusterList(
        List<ClusterResponse> value, @Nullable String nextLink) {}
