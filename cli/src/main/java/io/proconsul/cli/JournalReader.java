package io.proconsul.cli;

import io.proconsul.orchestrator.stream.JournalReplay;
import io.proconsul.orchestrator.stream.JournalReplay.Replayed;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.SchemaRegistries;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.JournalEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the journal from its beginning to its present end, and replays it on the way. */
final class JournalReader {
    private static final Duration POLL = Duration.ofMillis(200);

    private final JournalReplay replay;
    private final Optional<String> key;
    private final OptionalLong until;
    private final Set<String> clusters = new HashSet<>();
    private final Map<String, String> differences = new TreeMap<>();
    private final Map<String, String> gaps = new TreeMap<>();
    private long transitions;
    private long same;

    private JournalReader(JournalReplay replay, Optional<String> key, OptionalLong until) {
        this.replay = replay;
        this.key = key;
        this.until = until;
    }

    /**
     * What a replay came to.
     *
     * @param unknown transitions of which nothing can be said, because what was before them cannot be replayed
     * @param differences the first difference of each cluster that has one
     * @param gaps why a cluster cannot be replayed from its beginning
     */
    record Report(
            long transitions,
            long clusters,
            long same,
            long unknown,
            Map<String, String> differences,
            Map<String, String> gaps) {}

    static Report replay(Map<String, Object> settings, Optional<String> key, OptionalLong until) {
        var registry = SchemaRegistries.of(settings);
        var reader = new JournalReader(new JournalReplay(registry), key, until);
        var all = new HashMap<>(settings);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (var consumer = new KafkaConsumer<>(
                all, new StringDeserializer(), new AvroDeserializer<>(JournalEntry.class, registry))) {
            reader.read(consumer);
        }
        return reader.report();
    }

    private void read(KafkaConsumer<String, JournalEntry> consumer) {
        for (var info : consumer.partitionsFor(Topics.SAGA_JOURNAL.name())) {
            var partition = List.of(new TopicPartition(info.topic(), info.partition()));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            long end = consumer.endOffsets(partition).getOrDefault(partition.get(0), 0L);
            while (consumer.position(partition.get(0)) < end) {
                consumer.poll(POLL).forEach(record -> take(record.value()));
            }
        }
    }

    private void take(JournalEntry entry) {
        var another = key.isPresent() && !key.get().equals(entry.getKey());
        var later = until.isPresent() && entry.getRevision() > until.getAsLong();
        if (another || later) {
            return;
        }
        transitions++;
        clusters.add(entry.getKey());
        var replayed = replay.fold(entry);
        if (replayed instanceof Replayed.Same) {
            same++;
        } else if (replayed instanceof Replayed.Different different) {
            differences.put(entry.getKey(), different.words());
        } else if (replayed instanceof Replayed.Unknown unknown && !differences.containsKey(entry.getKey())) {
            gaps.putIfAbsent(entry.getKey(), unknown.words());
        }
    }

    private Report report() {
        return new Report(
                transitions, clusters.size(), same, transitions - same - differences.size(), differences, gaps);
    }
}
