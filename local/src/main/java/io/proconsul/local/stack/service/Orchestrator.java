package io.proconsul.local.stack.service;

import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.ServiceDefinition;
import java.util.List;
import java.util.Set;

/** The saga orchestrator: Kafka Streams, with its state in memory and its changelogs in Kafka. */
public final class Orchestrator {
    private static final int HEAP_MEGABYTES = 192;

    private Orchestrator() {}

    public static List<ServiceDefinition> of(Deployment deployment) {
        return deployment.instances(Deployment.ORCHESTRATOR).stream()
                .map(name -> orchestrator(deployment, name))
                .toList();
    }

    private static ServiceDefinition orchestrator(Deployment deployment, String name) {
        return QuarkusService.of(
                deployment,
                name,
                "saga-orchestrator",
                HEAP_MEGABYTES,
                Set.of(Catalogue.TOPICS, Catalogue.SCHEMAS),
                () -> Settings.of(deployment, name)
                        .with("PROCONSUL_ORCHESTRATOR_STATE_DIR", "state")
                        .with("PROCONSUL_ORCHESTRATOR_CONSUL_VERSIONS", ConsulVersions.offered())
                        .with(
                                "PROCONSUL_ORCHESTRATOR_STANDBY_REPLICAS",
                                deployment.options().replicas() > 1 ? "1" : "0")
                        .with(
                                "PROCONSUL_ORCHESTRATOR_STREAMS__REPLICATION_FACTOR_",
                                Short.toString(deployment.kafka().replication()))
                        .variables());
    }
}
