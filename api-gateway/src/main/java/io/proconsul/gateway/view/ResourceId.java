package io.proconsul.gateway.view;

import io.proconsul.wire.Scope;
import java.util.Optional;
import java.util.regex.Pattern;

/** The ARM id of a cluster: a custom resource in its managed resource group. */
public final class ResourceId {

    private static final String FORM =
            "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.CustomProviders/resourceProviders/public/consulClusters/%s";

    private static final Pattern PATTERN =
            Pattern.compile(FORM.replace(".", "\\.").replace("%s", "([^/]+)"), Pattern.CASE_INSENSITIVE);

    private ResourceId() {}

    public static String of(Scope scope) {
        return FORM.formatted(scope.getSubscriptionId(), scope.getResourceGroup(), scope.getClusterName());
    }

    /** The cluster of that id in a tenant; empty for what is no such id. */
    public static Optional<Scope> parse(String tenantId, String id) {
        var form = PATTERN.matcher(id);
        return form.matches()
                ? Optional.of(new Scope(tenantId, form.group(1), form.group(2), form.group(3)))
                : Optional.empty();
    }
}
