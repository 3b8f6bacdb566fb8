package io.proconsul.local.stack.service;

import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.ServiceDefinition;
import java.util.List;
import java.util.Set;

/** The three workers. */
public final class Workers {
    private static final int HEAP_MEGABYTES = 192;
    private static final Set<String> NEEDS = Set.of(Catalogue.TOPICS, Catalogue.SCHEMAS, Vault.NAME, Azure.NAME);

    private Workers() {}

    public static List<ServiceDefinition> of(Deployment deployment) {
        return List.of(infra(deployment), cert(deployment), snapshot(deployment));
    }

    private static ServiceDefinition infra(Deployment deployment) {
        return QuarkusService.of(
                deployment, Deployment.INFRA, "workers/infra", HEAP_MEGABYTES, NEEDS, () -> Settings.of(
                                deployment, Deployment.INFRA)
                        .withVault("infra")
                        .withAzure("infra")
                        .with("PROCONSUL_DNS_SUBSCRIPTION_ID", Settings.SUBSCRIPTION)
                        .with("PROCONSUL_DNS_RESOURCE_GROUP", Azure.CONTROL_GROUP)
                        .with("PROCONSUL_DNS_ZONE", Azure.DNS_ZONE)
                        .with("PROCONSUL_SERVERS_IMAGE_ID", Azure.IMAGE_ID)
                        .variables());
    }

    private static ServiceDefinition cert(Deployment deployment) {
        return QuarkusService.of(deployment, Deployment.CERT, "workers/cert", HEAP_MEGABYTES, NEEDS, () -> Settings.of(
                        deployment, Deployment.CERT)
                .withVault("cert")
                .withAzure("cert")
                .variables());
    }

    private static ServiceDefinition snapshot(Deployment deployment) {
        return QuarkusService.of(
                deployment, Deployment.SNAPSHOT, "workers/snapshot", HEAP_MEGABYTES, NEEDS, () -> Settings.of(
                                deployment, Deployment.SNAPSHOT)
                        .withVault("snapshot")
                        .withAzure("snapshot")
                        .with("PROCONSUL_AZURE_BLOB_ENDPOINT", deployment.https(Deployment.BLOB) + "/{account}")
                        .with(
                                "PROCONSUL_ARCHIVE_BLOB_ENDPOINT",
                                deployment.https(Deployment.BLOB) + "/" + Azure.ARCHIVE)
                        .variables());
    }
}
