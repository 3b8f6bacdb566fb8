package io.proconsul.gateway;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The gateway with known secrets, little patience, and nothing to connect to. */
public final class GatewayProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "kafka.bootstrap.servers", "127.0.0.1:1",
                "schema.registry.url", "memory://gateway",
                "proconsul.gateway.verdict-timeout", "1s",
                "proconsul.gateway.notifications.signatures", "first,second",
                "proconsul.gateway.proxy.secrets", "secret,older");
    }
}
