package io.proconsul.local.stack.service;

import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.LogSetup;
import io.proconsul.local.deployment.Readiness;
import io.proconsul.local.deployment.ServiceDefinition;
import io.proconsul.local.kafka.Broker;
import io.proconsul.local.kafka.JavaCommand;
import io.proconsul.local.kafka.KafkaNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Kafka brokers; a node is ready when it sees all others. */
public final class Brokers {
    private static final int HEAP_MEGABYTES = 320;

    private Brokers() {}

    public static List<ServiceDefinition> of(Deployment deployment) {
        return deployment.kafka().nodes().stream()
                .map(node -> broker(node, deployment))
                .toList();
    }

    public static String name(KafkaNode node) {
        return "kafka-" + node.id();
    }

    private static ServiceDefinition broker(KafkaNode node, Deployment deployment) {
        return new ServiceDefinition(
                name(node),
                Set.of(),
                JavaCommand.java(
                        HEAP_MEGABYTES,
                        LogSetup.option(),
                        "-cp",
                        deployment.programs().localClassPath(),
                        Broker.class.getName(),
                        node.configuration().toAbsolutePath().toString()),
                Map::of,
                Readiness.kafka(node.address(), deployment.kafka().nodes().size()),
                node.address());
    }
}
