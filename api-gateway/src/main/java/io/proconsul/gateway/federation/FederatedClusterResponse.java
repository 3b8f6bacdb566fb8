package io.proconsul.gateway.federation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A cluster as clients of a federation know it.
 *
 * @param id of the cluster in Azure Resource Manager
 * @param name of the managed application, else the cluster's
 * @param resourceGroup of the managed application, else the cluster's
 */
@Schema(name = "FederatedClusterResponse")
public record FederatedClusterResponse(String id, String name, String subscriptionId, String resourceGroup) {}
