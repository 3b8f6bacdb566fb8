package io.proconsul.gateway.config;

import java.util.List;
import java.util.stream.Stream;

/** Whose subscriptions and users are served. */
public final class Tenants {

    private Tenants() {}

    /** Our own tenant and those named besides it. */
    public static List<String> served(GatewayConfig config) {
        var further = config.entra().furtherTenants().orElse(List.of());
        return Stream.concat(Stream.of(config.tenantId()), further.stream())
                .distinct()
                .toList();
    }
}
