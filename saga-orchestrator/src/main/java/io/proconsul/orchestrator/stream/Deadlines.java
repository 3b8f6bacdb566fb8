package io.proconsul.orchestrator.stream;

import io.proconsul.wire.state.DeadlineRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Deadlines in the order in which they are due. The key begins with the due time, so that what is due is a prefix of
 * the store: finding it costs as much as there is of it, however many deadlines wait.
 */
final class Deadlines {
    /** What one round may fire; the rest is fired in the next one. */
    private static final int ROUND = 500;

    private static final String ORIGIN = key(Instant.EPOCH, "");

    private final KeyValueStore<String, DeadlineRecord> store;
    private String low = ORIGIN;

    Deadlines(KeyValueStore<String, DeadlineRecord> store) {
        this.store = store;
    }

    record Due(String storeKey, DeadlineRecord deadline) {}

    void add(String subject, String saga, String step, long epoch, Instant dueAt) {
        var key = key(dueAt, suffix(subject, epoch));
        store.put(key, new DeadlineRecord(subject, saga, step, epoch));
        if (key.compareTo(low) < 0) {
            low = key;
        }
    }

    void remove(String subject, long epoch, Instant dueAt) {
        store.delete(key(dueAt, suffix(subject, epoch)));
    }

    /** Takes out what is due. The tombstones below the last key taken are not scanned again. */
    List<Due> takeDue(Instant now) {
        var due = new ArrayList<Due>();
        try (var range = store.range(low, key(now, "~"))) {
            while (range.hasNext() && due.size() < ROUND) {
                var entry = range.next();
                due.add(new Due(entry.key, entry.value));
            }
        }
        due.forEach(entry -> store.delete(entry.storeKey()));
        low = due.size() < ROUND ? key(now, "") : due.get(due.size() - 1).storeKey();
        return due;
    }

    private static String suffix(String subject, long epoch) {
        return subject + '|' + epoch;
    }

    private static String key(Instant dueAt, String suffix) {
        return String.format("%015d|%s", dueAt.toEpochMilli(), suffix);
    }
}
