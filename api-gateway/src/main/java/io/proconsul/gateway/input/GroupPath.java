package io.proconsul.gateway.input;

import jakarta.ws.rs.PathParam;

/**
 * Where every request on clusters begins: the version of the API, and a managed resource group as the caller spells it.
 */
public record GroupPath(
        @PathParam("version") String version,
        @PathParam("subscriptionId") String subscriptionId,
        @PathParam("resourceGroup") String resourceGroup) {

    /** The path's first half, up to the custom provider. */
    public static final String GROUP =
            "/consulama/{version}/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}";

    /** What custom resources and actions hang below. */
    public static final String PUBLIC = GROUP + "/providers/Microsoft.CustomProviders/resourceProviders/public";
}
