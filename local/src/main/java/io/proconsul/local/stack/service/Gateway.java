package io.proconsul.local.stack.service;

import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.ServiceDefinition;
import java.util.List;
import java.util.Set;

/** The gateway, which Azure's notifications and custom-provider requests arrive at. */
public final class Gateway {
    /** The name of the secret that opens the webhook. */
    static final String WEBHOOK_SECRET = "notification-signature";

    private static final int HEAP_MEGABYTES = 160;

    private Gateway() {}

    public static List<ServiceDefinition> of(Deployment deployment) {
        return deployment.instances(Deployment.GATEWAY).stream()
                .map(name -> gateway(deployment, name))
                .toList();
    }

    private static ServiceDefinition gateway(Deployment deployment, String name) {
        return QuarkusService.of(
                deployment,
                name,
                "api-gateway",
                HEAP_MEGABYTES,
                Set.of(Catalogue.TOPICS, Catalogue.SCHEMAS, Vault.NAME),
                () -> Settings.of(deployment, name)
                        .with("PROCONSUL_GATEWAY_TENANT_ID", Settings.TENANT)
                        .withShared("PROCONSUL_GATEWAY_NOTIFICATIONS_SIGNATURES", WEBHOOK_SECRET)
                        .withVault("gateway")
                        .variables());
    }
}
