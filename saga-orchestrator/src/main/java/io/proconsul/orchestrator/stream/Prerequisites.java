package io.proconsul.orchestrator.stream;

import io.proconsul.schemas.KafkaRequirements;
import io.proconsul.schemas.SchemaRegistry;
import io.proconsul.schemas.Topic;
import io.proconsul.schemas.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** What must be there before anything turns: Kafka with all that it must offer, every topic, the schema registry. */
final class Prerequisites {
    private final Map<String, Object> adminSettings;
    private final SchemaRegistry registry;

    Prerequisites(Map<String, Object> adminSettings, SchemaRegistry registry) {
        this.adminSettings = adminSettings;
        this.registry = registry;
    }

    /** What is missing, in words; empty when all is there. */
    Optional<String> missing() throws InterruptedException {
        try (var admin = Admin.create(adminSettings)) {
            KafkaRequirements.assertMet(admin);
            var topics = new TreeSet<>(Topics.all().stream().map(Topic::name).toList());
            topics.removeAll(admin.listTopics().names().get());
            if (!topics.isEmpty()) {
                return Optional.of("waiting for the topics " + topics);
            }
            registry.idOf(Topics.CLUSTER_COMMANDS.name() + "-value", Topics.CLUSTER_COMMANDS.schema());
            return Optional.empty();
        } catch (ExecutionException notYet) {
            return Optional.of("waiting for Kafka: " + notYet.getCause());
        } catch (RuntimeException unfit) {
            return Optional.of(String.valueOf(unfit.getMessage()));
        }
    }
}
