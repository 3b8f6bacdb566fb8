package io.proconsul.bench.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that consumers of the process took, and the commits that say that they are answered. Public because
 * {@code KafkaConsumer} calls it.
 */
public final class Consumed {
    /** By consumer, partition and offset: what was taken and is not yet committed. */
    private static final Map<Object, Map<TopicPartition, NavigableMap<Long, Mark>>> TAKEN =
            Collections.synchronizedMap(new WeakHashMap<>());

    private Consumed() {}

    public static void polled(Object consumer, ConsumerRecords<?, ?> records) {
        for (var record : records) {
            if (record.topic().startsWith(Mark.TASKS)) {
                Mark.of(record.topic(), record.value())
                        .ifPresent(task -> TAKEN.computeIfAbsent(consumer, one -> new ConcurrentHashMap<>())
                                .computeIfAbsent(
                                        new TopicPartition(record.topic(), record.partition()),
                                        partition -> new ConcurrentSkipListMap<>())
                                .put(record.offset(), task.answered()));
            }
        }
    }

    public static void committing(Object consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Ambush.before(commits(consumer, offsets));
    }

    /** Returns what is to be called in the callback's place: first of all, the offsets are committed. */
    public static OffsetCommitCallback committing(
            Object consumer, Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
        committing(consumer, offsets);
        return (committed, failed) -> {
            if (failed == null) {
                committed(consumer, offsets);
            }
            if (callback != null) {
                callback.onComplete(committed, failed);
            }
        };
    }

    public static void committed(Object consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Ambush.after(commits(consumer, offsets));
        offsets.forEach(
                (partition, offset) -> answered(consumer, partition, offset).clear());
    }

    private static List<String> commits(Object consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        var acts = new ArrayList<String>();
        offsets.forEach((partition, offset) ->
                answered(consumer, partition, offset).values().forEach(mark -> acts.add(mark.commit())));
        return acts;
    }

    private static Map<Long, Mark> answered(Object consumer, TopicPartition partition, OffsetAndMetadata offset) {
        return TAKEN.getOrDefault(consumer, new ConcurrentHashMap<>())
                .getOrDefault(partition, new ConcurrentSkipListMap<>())
                .headMap(offset.offset());
    }
}
