package io.proconsul.orchestrator.stream;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How much of which changelog is still to be read before its partition is worked on. */
final class RestoreProgress implements StateRestoreListener {
    private final Map<TopicPartition, Long> remaining = new ConcurrentHashMap<>();

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
        remaining.put(changelog, Math.max(0, to - from));
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long end, long restored) {
        remaining.computeIfPresent(changelog, (partition, left) -> Math.max(0, left - restored));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long total) {
        remaining.remove(changelog);
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
        remaining.remove(changelog);
    }

    /** Records left to read, by changelog and partition; empty when nothing is restored. */
    Map<String, Long> remaining() {
        var left = new TreeMap<String, Long>();
        remaining.forEach((changelog, records) -> left.put(changelog.toString(), records));
        return left;
    }
}
