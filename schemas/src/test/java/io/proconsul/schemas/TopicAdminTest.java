package io.proconsul.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsResult;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicAdminTest {

    private final MockAdminClient kafka = MockAdminClient.create().numBrokers(3).build();

    @Test
    void createsWhatIsMissingOnce() {
        var admin = new TopicAdmin(kafka, 4, (short) 3);

        assertThat(admin.problems()).hasSize(17).contains("Topic cluster.commands is missing");
        assertThat(admin.createMissing()).hasSize(17);
        assertThat(admin.createMissing()).isEmpty();
        assertThat(admin.problems()).isEmpty();
    }

    @Test
    void returnsOnlyWhenTheBrokersKnowThem() {
        var late = new AtomicInteger(3);
        var slow = new ForwardingAdmin(Map.of("bootstrap.servers", "127.0.0.1:1")) {
            @Override
            public CreateTopicsResult createTopics(Collection<NewTopic> topics, CreateTopicsOptions options) {
                return kafka.createTopics(topics, options);
            }

            @Override
            public ListTopicsResult listTopics(ListTopicsOptions options) {
                return late.getAndDecrement() > 0
                        ? MockAdminClient.create().build().listTopics(options)
                        : kafka.listTopics(options);
            }
        };
        try (slow) {
            new TopicAdmin(slow, 4, (short) 3).createMissing();
        }

        assertThat(late.get()).isNegative();
    }

    @Test
    void reportsWhatDiffersAndLeavesItAlone() {
        kafka.createTopics(List.of(new NewTopic("tasks.infra", 2, (short) 1)
                .configs(Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", "1000",
                        "message.timestamp.type", "CreateTime"))));
        var admin = new TopicAdmin(kafka, 4, (short) 1);

        admin.createMissing();

        assertThat(admin.problems())
                .containsExactly(
                        "Topic tasks.infra: expected 4 partitions, found 2",
                        "Topic tasks.infra: expected retention.ms=604800000, found 1000");
    }

    @Test
    void demandsTransactionVersionTwo() {
        assertThatCode(() -> KafkaRequirements.assertMet(kafkaWith(Map.of("transaction.version", (short) 2))))
                .doesNotThrowAnyException();
        assertThatIllegalStateException()
                .isThrownBy(() -> KafkaRequirements.assertMet(kafkaWith(Map.of("transaction.version", (short) 1))))
                .withMessageStartingWith(
                        "Expected the finalized feature transaction.version to be at least 2, found 1");
        assertThatIllegalStateException()
                .isThrownBy(() -> KafkaRequirements.assertMet(kafkaWith(Map.of())))
                .withMessageContaining("found 0");
    }

    private static MockAdminClient kafkaWith(Map<String, Short> features) {
        var supported = Map.of("transaction.version", (short) 2);
        return MockAdminClient.create()
                .featureLevels(features)
                .minSupportedFeatureLevels(supported)
                .maxSupportedFeatureLevels(supported)
                .build();
    }
}
