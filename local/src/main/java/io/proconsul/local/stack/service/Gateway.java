package io.proconsul.local.stack.service;

import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.ServiceDefinition;
import io.proconsul.local.deployment.StackOptions.Cloud;
import io.proconsul.local.tls.LocalCa;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The gateway, which Azure's notifications and custom-provider requests arrive at. */
public final class Gateway {
    /** The name of the secret that opens the webhook. */
    static final String WEBHOOK_SECRET = "notification-signature";

    /** The name of the secret in the address of the custom provider. */
    static final String PROVIDER_SECRET = "provider-code";

    /** The name of the secret by which the gateways know the continuations of their lists. */
    private static final String LIST_SECRET = "list-token-key";

    /** The application id URI that callers ask for tokens of. */
    private static final String AUDIENCE = "api://proconsul";

    /** The Marketplace's name for what the customers here subscribe to. */
    private static final String OFFER = "hashicorp-4665790/hcs-production";

    private static final String CERTIFICATES = "/metadata/authentication?api-version=2015-01-01";

    /** A crowd of customers has one subscription here. */
    private static final List<String> UNLIMITED = List.of(
            "SUBSCRIPTION_REQUESTS_PER_MINUTE",
            "TENANT_REQUESTS_PER_MINUTE",
            "SUBSCRIPTION_OPEN_SAGAS",
            "TENANT_OPEN_SAGAS");

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
                () -> variables(deployment, name),
                deployment.https(name),
                Deployment.management(name));
    }

    private static Map<String, String> variables(Deployment deployment, String name) {
        var settings = Settings.of(deployment, name)
                .with("QUARKUS_HTTP_SSL_PORT", port(deployment, name))
                .with("QUARKUS_MANAGEMENT_PORT", port(deployment, Deployment.management(name)))
                .with(
                        "QUARKUS_TLS_GATEWAY_KEY_STORE_P12_PATH",
                        StandInTls.keyStore(deployment, name).toString())
                .with("QUARKUS_TLS_GATEWAY_KEY_STORE_P12_PASSWORD", LocalCa.PASSWORD)
                .with("PROCONSUL_GATEWAY_TENANT_ID", Settings.TENANT)
                .with("PROCONSUL_GATEWAY_ENTRA_AUTHORITY", deployment.https(Deployment.ENTRA))
                .with("PROCONSUL_GATEWAY_ENTRA_AUDIENCES", AUDIENCE)
                .with("PROCONSUL_GATEWAY_AZURE_CERTIFICATES", deployment.https(Deployment.ARM) + CERTIFICATES)
                .with("PROCONSUL_GATEWAY_AZURE_RESOURCE_MANAGER", deployment.https(Deployment.ARM))
                .with("PROCONSUL_GATEWAY_APPLICATIONS_OFFERS", OFFER)
                .with("PROCONSUL_GATEWAY_CLUSTERS_CONSUL_VERSIONS", ConsulVersions.available())
                .with("PROCONSUL_GATEWAY_CLUSTERS_AUDIT_LOG_CONTAINERS", containers(deployment))
                .withShared("PROCONSUL_GATEWAY_NOTIFICATIONS_SIGNATURES", WEBHOOK_SECRET)
                .withShared("PROCONSUL_GATEWAY_PROXY_SECRETS", PROVIDER_SECRET)
                .withShared("PROCONSUL_GATEWAY_LISTS_TOKEN_KEYS", LIST_SECRET)
                .withVault("gateway")
                .withAzure("gateway");
        if (deployment.options().cloud() == Cloud.CROWDED) {
            UNLIMITED.forEach(limit -> settings.with("PROCONSUL_GATEWAY_LIMITS_" + limit, "1000000"));
            settings.with(
                    "PROCONSUL_GATEWAY_APPLICATIONS_RECONCILE_EVERY", "0s"); // its deployments are played elsewhere
        }
        return settings.variables();
    }

    /** In the stand-in's accounts, which are told apart by the path. */
    private static String containers(Deployment deployment) {
        return deployment.https(Deployment.BLOB).replace(".", "[.]") + "/[a-z0-9]{3,24}/[a-z0-9](-?[a-z0-9]){2,62}";
    }

    private static String port(Deployment deployment, String listener) {
        return Integer.toString(deployment.ports().of(listener));
    }
}
