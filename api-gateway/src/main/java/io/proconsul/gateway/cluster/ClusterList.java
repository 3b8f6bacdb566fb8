package io.proconsul.gateway.cluster;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Every cluster of a resource group; there are no further pages. */
@Schema(name = "ListClustersResponse")
public record ClusterList(List<ClusterResponse> value) {}
