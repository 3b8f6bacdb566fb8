package io.proconsul.cli.demo;

import io.proconsul.local.stack.StackStatus;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.SchemaRegistries;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The states of one cluster in the order of its transitions, as any reader of {@code cluster.state} gets them. */
final class ClusterFeed implements AutoCloseable {
    private final String key;
    private final KafkaConsumer<String, ClusterState> consumer;

    private ClusterFeed(String key, KafkaConsumer<String, ClusterState> consumer) {
        this.key = key;
        this.consumer = consumer;
    }

    /** Begins with what comes from now on. */
    static ClusterFeed of(StackStatus stack, String key) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                endpoint(stack, "kafka"),
                SchemaRegistries.URL,
                endpoint(stack, "schemaRegistry"),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        var values =
                new AvroDeserializer<ClusterState>(Topics.CLUSTER_STATE.valueClass(), SchemaRegistries.of(settings));
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values);
        var partitions = consumer.partitionsFor(Topics.CLUSTER_STATE.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return new ClusterFeed(key, consumer);
    }

    /** What has come since the last call; waits for the given time if nothing has. */
    List<ClusterState> next(Duration wait) {
        var states = new ArrayList<ClusterState>();
        for (var found : consumer.poll(wait)) {
            if (key.equals(found.key()) && found.value() != null) {
                states.add(found.value());
            }
        }
        return states;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static String endpoint(StackStatus stack, String name) {
        return Objects.requireNonNull(stack.endpoints().get(name), name);
    }
}
