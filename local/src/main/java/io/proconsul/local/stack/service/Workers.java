package io.proconsul.local.stack.service;

import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.ServiceDefinition;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The three kinds of workers. */
public final class Workers {
    private static final int HEAP_MEGABYTES = 192;
    private static final Set<String> NEEDS = Set.of(Catalogue.TOPICS, Catalogue.SCHEMAS, Vault.NAME, Azure.NAME);

    private Workers() {}

    public static List<ServiceDefinition> of(Deployment deployment) {
        return Stream.of(
                        each(deployment, Deployment.INFRA, Workers::infra),
                        each(deployment, Deployment.CERT, Workers::cert),
                        each(deployment, Deployment.SNAPSHOT, Workers::snapshot))
                .flatMap(instances -> instances)
                .toList();
    }

    private static Stream<ServiceDefinition> each(
            Deployment deployment, String service, BiFunction<Deployment, String, ServiceDefinition> definition) {
        return deployment.instances(service).stream().map(name -> definition.apply(deployment, name));
    }

    private static ServiceDefinition infra(Deployment deployment, String name) {
        return QuarkusService.of(
                deployment, name, "workers/infra", HEAP_MEGABYTES, NEEDS, () -> settings(deployment, name)
                        .withVault("infra")
                        .withAzure("infra")
                        .with("PROCONSUL_DNS_SUBSCRIPTION_ID", Settings.SUBSCRIPTION)
                        .with("PROCONSUL_DNS_RESOURCE_GROUP", Azure.CONTROL_GROUP)
                        .with("PROCONSUL_DNS_ZONE", Azure.DNS_ZONE)
                        .with("PROCONSUL_SERVERS_IMAGE_ID", Azure.IMAGE_ID)
                        .variables());
    }

    /** With the programs of Consul, if servers can be given any. */
    private static Settings settings(Deployment deployment, String name) {
        var settings = Settings.of(deployment, name);
        MachineImage.programs(deployment)
                .ifPresent(folder -> settings.with("PROCONSUL_SERVERS_CONSUL_PROGRAMS", folder.toString()));
        return settings;
    }

    private static ServiceDefinition cert(Deployment deployment, String name) {
        return QuarkusService.of(
                deployment, name, "workers/cert", HEAP_MEGABYTES, NEEDS, () -> Settings.of(deployment, name)
                        .withVault("cert")
                        .withAzure("cert")
                        .variables());
    }

    private static ServiceDefinition snapshot(Deployment deployment, String name) {
        return QuarkusService.of(deployment, name, "workers/snapshot", HEAP_MEGABYTES, NEEDS, () -> Settings.of(
                        deployment, name)
                .withVault("snapshot")
                .withAzure("snapshot")
                .with("PROCONSUL_CONSUL_STABLE_FOR", "1s")
                .with("PROCONSUL_AZURE_BLOB_ENDPOINT", deployment.https(Deployment.BLOB) + "/{account}")
                .with("PROCONSUL_ARCHIVE_BLOB_ENDPOINT", deployment.https(Deployment.BLOB) + "/" + Azure.ARCHIVE)
                .variables());
    }
}
