package io.proconsul.local.stack.service;

import static java.util.stream.Collectors.toSet;

import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.Preparation;
import io.proconsul.schemas.KafkaRequirements;
import io.proconsul.schemas.SchemaAdmin;
import io.proconsul.schemas.SchemaRegistries;
import io.proconsul.schemas.TopicAdmin;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** Topics and schemas as the catalogue has them. */
public final class Catalogue {
    public static final String TOPICS = "topics";
    public static final String SCHEMAS = "schemas";

    private static final int PARTITIONS = 4;

    private Catalogue() {}

    public static Preparation topics(Deployment deployment) {
        return topics(deployment, PARTITIONS);
    }

    /** @param partitions of every topic */
    public static Preparation topics(Deployment deployment, int partitions) {
        var brokers = deployment.kafka().nodes().stream().map(Brokers::name).collect(toSet());
        return new Preparation(TOPICS, brokers, () -> createTopics(deployment, partitions));
    }

    public static Preparation schemas(Deployment deployment) {
        return new Preparation(SCHEMAS, Set.of(SchemaRegistry.NAME), () -> publishSchemas(deployment));
    }

    private static void createTopics(Deployment deployment, int partitions) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", deployment.kafka().bootstrapServers());
        try (var admin = Admin.create(settings)) {
            KafkaRequirements.assertMet(admin);
            var topics = new TopicAdmin(admin, partitions, deployment.kafka().replication());
            topics.createMissing();
            var problems = topics.problems();
            if (!problems.isEmpty()) {
                throw new IllegalStateException(String.join("; ", problems));
            }
        }
    }

    private static void publishSchemas(Deployment deployment) {
        Map<String, Object> settings = Map.of(SchemaRegistries.URL, deployment.registryUrl());
        new SchemaAdmin(SchemaRegistries.of(settings)).publish();
    }
}
