package io.proconsul.orchestrator.stream;

import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.MalformedRecordException;
import io.proconsul.schemas.SchemaRegistry;
import io.proconsul.schemas.Tier;
import io.proconsul.schemas.Topics;
import io.proconsul.schemas.letters.DeadRecord;
import io.proconsul.schemas.letters.LostTimer;
import io.proconsul.wire.DeadLetter;
import io.proconsul.wire.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves timers out of the delay topics when they are due. All records of a tier wait equally long from the broker's
 * append time, so the head of a partition decides: due, it is forwarded; not due, the partition is paused until it is,
 * and nothing behind it can be due before. Nothing sleeps and no state is kept: what is forwarded and how far a
 * partition was read is one transaction, and after a rebalance the new owner begins at the committed offset.
 */
final class DelayForwarder {
    private static final Logger LOG = LoggerFactory.getLogger(DelayForwarder.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(200);
    private static final String SERVICE = "delay-forwarder";
    private static final int LONGEST_KEY = 1024;

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final AvroDeserializer<Timer> reader;
    private final AvroSerializer<Timer> writer;
    private final AvroSerializer<DeadLetter> letterWriter;
    private final Clock clock;
    private final Map<String, Duration> delays;
    private final Map<TopicPartition, Instant> paused = new HashMap<>();

    DelayForwarder(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            SchemaRegistry registry,
            Clock clock) {
        this.consumer = consumer;
        this.producer = producer;
        this.reader = new AvroDeserializer<>(Timer.class, registry);
        this.writer = new AvroSerializer<>(registry);
        this.letterWriter = new AvroSerializer<>(registry);
        this.clock = clock;
        this.delays = Topics.delays().stream()
                .collect(Collectors.toMap(tier -> tier.topic().name(), Tier::delay, (a, b) -> a, HashMap::new));
    }

    void begin() {
        producer.initTransactions();
        consumer.subscribe(delays.keySet(), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
                revoked.forEach(paused::remove);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
                // a new partition begins unpaused at its committed offset
            }
        });
    }

    /** One round: wait for records or for the next head to be due, then forward what is due. */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit reports what a send met with
    void turn() {
        resumeDue();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(pollTime());
        if (records.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var due = records.partitions().stream()
                .collect(Collectors.toMap(
                        Function.identity(), partition -> dueOf(partition, records.records(partition), now)));
        if (due.values().stream().allMatch(List::isEmpty)) {
            return;
        }
        producer.beginTransaction();
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        due.forEach((partition, prefix) -> {
            for (var record : prefix) {
                forwarded(record, now).forEach(producer::send);
                offsets.put(partition, new OffsetAndMetadata(record.offset() + 1));
            }
        });
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
    }

    /** The due prefix; the rest is given back, and its partition paused until its head is due. */
    private List<ConsumerRecord<byte[], byte[]>> dueOf(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, Instant now) {
        var delay = delays.getOrDefault(partition.topic(), Duration.ZERO);
        for (int i = 0; i < records.size(); i++) {
            var due = Instant.ofEpochMilli(records.get(i).timestamp()).plus(delay);
            if (due.isAfter(now)) {
                consumer.seek(partition, records.get(i).offset());
                consumer.pause(List.of(partition));
                paused.put(partition, due);
                return records.subList(0, i);
            }
        }
        return records;
    }

    /** A timer on its way; or, in place of one that cannot be read, its letter and what the orchestrator has to know. */
    private List<ProducerRecord<byte[], byte[]>> forwarded(ConsumerRecord<byte[], byte[]> record, Instant now) {
        try {
            var timer = reader.deserialize(record.topic(), record.value());
            if (timer == null || record.key() == null) {
                return buried(record, "expected a key and a value, but found no " + (timer == null ? "value" : "key"));
            }
            var target = next(Duration.between(now, timer.getDueAt()));
            return List.of(new ProducerRecord<>(
                    target, null, null, record.key(), writer.serialize(target, timer), record.headers()));
        } catch (MalformedRecordException unreadable) {
            return buried(record, String.valueOf(unreadable.getMessage()));
        }
    }

    private List<ProducerRecord<byte[], byte[]>> buried(ConsumerRecord<byte[], byte[]> record, String reason) {
        LOG.warn("dead letter: {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), reason);
        var dead = DeadRecord.of(record);
        var letter = dead.letter(SERVICE, reason);
        var letters = Topics.DEAD_LETTERS.name();
        var written = new ProducerRecord<byte[], byte[]>(
                letters, null, dead.letterKey(), letterWriter.serialize(letters, letter), dead.letterHeaders());
        if (record.key() == null || record.key().length > LONGEST_KEY) {
            return List.of(written); // the key of no cluster
        }
        var lost = new RecordHeaders().add(LostTimer.header(letter));
        return List.of(
                written, new ProducerRecord<byte[], byte[]>(Topics.TIMERS_DUE.name(), null, record.key(), null, lost));
    }

    private static String next(Duration left) {
        return left.compareTo(Topics.delays().get(0).delay()) < 0
                ? Topics.TIMERS_DUE.name()
                : Topics.delayFor(left).topic().name();
    }

    private void resumeDue() {
        var now = clock.instant();
        var due = paused.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(paused::remove);
        consumer.resume(due);
    }

    private Duration pollTime() {
        var now = clock.instant();
        return paused.values().stream()
                .map(due -> Duration.between(now, due))
                .filter(wait -> wait.compareTo(LONGEST_POLL) < 0)
                .min(Duration::compareTo)
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .orElse(LONGEST_POLL);
    }
}
