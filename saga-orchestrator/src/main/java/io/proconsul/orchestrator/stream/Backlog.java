package io.proconsul.orchestrator.stream;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What a stream thread has fetched and not yet processed. One for all tasks of a thread. */
final class Backlog {
    private final Map<TopicPartition, Long> lastFetched = new HashMap<>();

    void fetched(TopicPartition from, long lastOffset) {
        lastFetched.put(from, lastOffset);
    }

    void processed(String topic, int partition, long offset) {
        lastFetched.computeIfPresent(new TopicPartition(topic, partition), (from, last) -> offset < last ? last : null);
    }

    /** The thread gives up the task of that partition: what it has fetched for it, it will never process. */
    void forget(int partition) {
        lastFetched.keySet().removeIf(from -> from.partition() == partition);
    }

    boolean isEmpty() {
        return lastFetched.isEmpty();
    }
}
