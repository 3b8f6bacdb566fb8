package io.proconsul.gateway.view;

import io.proconsul.wire.Scope;
import java.util.Locale;

/**
 * What one caller can see at once: the clusters of one managed resource group. Equal whatever the letter case (RPC-003).
 */
public record Group(String tenantId, String subscriptionId, String resourceGroup) {

    public static Group of(Scope scope) {
        return new Group(scope.getTenantId(), scope.getSubscriptionId(), scope.getResourceGroup());
    }

    public Scope cluster(String name) {
        return new Scope(tenantId, subscriptionId, resourceGroup, name);
    }

    /** The same for all spellings of one group. */
    public String key() {
        return (tenantId + "|" + subscriptionId + "|" + resourceGroup).toLowerCase(Locale.ROOT);
    }
}
