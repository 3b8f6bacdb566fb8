package io.proconsul.bench.chaos.gather;

import io.proconsul.bench.chaos.check.Seen;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.SchemaRegistries;
import io.proconsul.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning to its present end, committed records only. */
final class TopicReader {
    private static final int BROKER_MAY_BE_STARTING_MILLIS = 180_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;
    private final String registry;

    TopicReader(String bootstrapServers, String registry) {
        this.bootstrapServers = bootstrapServers;
        this.registry = registry;
    }

    <T extends SpecificRecord> List<Seen<T>> read(Topic<T> topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "default.api.timeout.ms", BROKER_MAY_BE_STARTING_MILLIS);
        var seen = new ArrayList<Seen<T>>();
        try (var values = new AvroDeserializer<T>(
                        topic.valueClass(), SchemaRegistries.of(Map.of(SchemaRegistries.URL, registry)));
                var consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(
                            partition -> consumer.position(partition) < Objects.requireNonNull(ends.get(partition)))) {
                for (var record : consumer.poll(POLL)) {
                    if (record.value() != null) {
                        seen.add(seen(record, values));
                    }
                }
            }
        }
        return seen;
    }

    private static <T extends SpecificRecord> Seen<T> seen(
            ConsumerRecord<byte[], byte[]> record, AvroDeserializer<T> values) {
        var value = Objects.requireNonNull(values.deserialize(record.topic(), record.value()));
        var key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        return new Seen<>(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                key,
                value);
    }
}
