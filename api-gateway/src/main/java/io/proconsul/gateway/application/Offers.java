package io.proconsul.gateway.application;

import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.config.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which applications are ours: those of our offers and definitions, in subscriptions of tenants that are served. */
@ApplicationScoped
public class Offers {

    private final Set<String> published;
    private final List<String> tenants;

    public Offers(GatewayConfig config) {
        var ours = config.applications();
        this.published = Stream.of(ours.offers(), ours.definitions())
                .flatMap(some -> some.orElse(List.of()).stream())
                .map(Offers::folded)
                .collect(Collectors.toUnmodifiableSet());
        this.tenants = Tenants.served(config);
    }

    /** Without any, nothing has to be asked of Azure. */
    boolean areAny() {
        return !published.isEmpty();
    }

    boolean include(ManagedApplication application) {
        return published.contains(folded(application.publishedAs()))
                && tenants.contains(application.managedGroup().tenantId());
    }

    private static String folded(String published) {
        return published.toLowerCase(Locale.ROOT);
    }
}
