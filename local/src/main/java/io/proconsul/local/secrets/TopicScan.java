package io.proconsul.local.secrets;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads every record of every topic, internal ones and changelogs included, whether committed or not. */
public final class TopicScan {
    private static final Duration WAIT = Duration.ofMillis(200);

    private TopicScan() {}

    /** Shows all records to a search for secrets, keys and headers, too. */
    public static void read(String bootstrapServers, SecretScan scan) {
        read(bootstrapServers, found -> look(found, scan));
    }

    /** Returns when all records have been shown that were there when it began. */
    public static void read(String bootstrapServers, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_uncommitted",
                ConsumerConfig.EXCLUDE_INTERNAL_TOPICS_CONFIG,
                false,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = new HashMap<>(consumer.endOffsets(partitions));
            while (true) {
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                if (ends.isEmpty()) {
                    return;
                }
                consumer.poll(WAIT).forEach(reader);
            }
        }
    }

    private static void look(ConsumerRecord<byte[], byte[]> found, SecretScan scan) {
        var place = "topic %s, partition %d, offset %d".formatted(found.topic(), found.partition(), found.offset());
        if (found.key() != null) {
            scan.look(place + ", key", found.key());
        }
        if (found.value() != null) {
            scan.look(place, found.value());
        }
        found.headers().forEach(header -> {
            if (header.value() != null) {
                scan.look(place + ", header " + header.key(), header.value());
            }
        });
    }
}
