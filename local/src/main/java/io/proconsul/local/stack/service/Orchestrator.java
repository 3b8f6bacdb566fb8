package io.proconsul.local.stack.service;

import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.ServiceDefinition;
import java.util.Set;

/** The saga orchestrator: Kafka Streams, with its state in memory and its changelogs in Kafka. */
public final class Orchestrator {
    private static final int HEAP_MEGABYTES = 192;

    private Orchestrator() {}

    public static ServiceDefinition of(Deployment deployment) {
        return QuarkusService.of(
                deployment,
                Deployment.ORCHESTRATOR,
                "saga-orchestrator",
                HEAP_MEGABYTES,
                Set.of(Catalogue.TOPICS, Catalogue.SCHEMAS),
                () -> Settings.of(deployment, Deployment.ORCHESTRATOR)
                        .with("PROCONSUL_ORCHESTRATOR_STATE_DIR", "state")
                        .with(
                                "PROCONSUL_ORCHESTRATOR_STREAMS__REPLICATION_FACTOR_",
                                Short.toString(deployment.kafka().replication()))
                        .variables());
    }
}
