package io.proconsul.schemas.letters;

import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.MalformedRecordException;
import io.proconsul.schemas.SchemaRegistries;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the dead letters, and the records that were too large for theirs. Not thread-safe. */
public final class LetterBox implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Remembers up to where all letters were redriven. */
    private static final String GROUP = "dead-letters-redrive";

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroDeserializer<DeadLetter> letters;

    /** @param settings of Kafka's clients and of the schema registry */
    public LetterBox(Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis());
        consumer = new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        letters = new AvroDeserializer<>(DeadLetter.class, SchemaRegistries.of(settings));
    }

    /** Every letter that there is now, partition by partition. What is no letter is passed over. */
    public void read(Consumer<Letter> reader) {
        read(Map.of(), reader);
    }

    /** The letters from the marks on, partition by partition. */
    void read(Map<Integer, Long> marks, Consumer<Letter> reader) {
        for (var partition : partitions()) {
            consumer.assign(List.of(partition));
            var mark = marks.get(partition.partition());
            if (mark == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, mark);
            }
            long end = ends(partition);
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(POLL)) {
                    if (record.offset() < end) {
                        letter(record).ifPresent(reader);
                    }
                }
            }
        }
    }

    /** Up to where all letters were redriven, by partition. */
    public Map<Integer, Long> marks() {
        var marks = new HashMap<Integer, Long>();
        var partitions = new HashSet<>(partitions());
        consumer.committed(partitions).forEach((partition, offset) -> {
            if (offset != null) {
                marks.put(partition.partition(), offset.offset());
            }
        });
        return marks;
    }

    /** @throws LetterException if there is none */
    public Letter at(Letter.Place place) {
        return record(new TopicPartition(Topics.DEAD_LETTERS.name(), place.partition()), place.offset())
                .flatMap(this::letter)
                .orElseThrow(() -> new LetterException("expected a dead letter at " + place + ", but found none"));
    }

    /** The record that a letter is about, where it was; empty if its topic no longer keeps it. */
    Optional<ConsumerRecord<byte[], byte[]>> original(DeadLetter letter) {
        return record(new TopicPartition(letter.getTopic(), letter.getPartition()), letter.getOffset());
    }

    ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    private Optional<ConsumerRecord<byte[], byte[]>> record(TopicPartition partition, long offset) {
        if (consumer.partitionsFor(partition.topic()).size() <= partition.partition()) {
            return Optional.empty();
        }
        consumer.assign(List.of(partition));
        var begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        var end = ends(partition);
        if (offset < begin || offset >= end) {
            return Optional.empty();
        }
        consumer.seek(partition, offset);
        while (consumer.position(partition) < end) {
            for (var record : consumer.poll(POLL)) {
                return record.offset() == offset ? Optional.of(record) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<Letter> letter(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(letters.deserialize(record.topic(), record.value()))
                    .map(content -> new Letter(
                            new Letter.Place(record.partition(), record.offset()), content, record.headers()));
        } catch (MalformedRecordException noLetter) {
            return Optional.empty();
        }
    }

    private List<TopicPartition> partitions() {
        var partitions = new ArrayList<TopicPartition>();
        consumer.partitionsFor(Topics.DEAD_LETTERS.name())
                .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        partitions.sort((a, b) -> Integer.compare(a.partition(), b.partition()));
        return partitions;
    }

    private long ends(TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
