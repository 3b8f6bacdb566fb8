package io.proconsul.gateway.caller;

import io.proconsul.gateway.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** All requests come from Azure on behalf of one tenant: true behind the custom-provider proxy of one offer. */
@ApplicationScoped
public class AzureCallers implements Callers {

    private final Caller azure;

    public AzureCallers(GatewayConfig config) {
        this.azure = new Caller("azure", config.tenantId());
    }

    @Override
    public Caller current() {
        return azure;
    }
}
