package io.proconsul.gateway.config;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Configurations for tests, by the same mapping that the application uses. */
public final class Configs {

    private Configs() {}

    public static GatewayConfig defaults() {
        return of(Map.of());
    }

    public static GatewayConfig of(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withConverter(java.time.Duration.class, 100, text -> java.time.Duration.parse("PT" + text))
                .withDefaultValue("proconsul.gateway.tenant-id", "tenant")
                .withDefaultValue("proconsul.gateway.entra.audiences", "api://proconsul")
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(GatewayConfig.class);
    }
}
