package io.proconsul.orchestrator.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * When to look at a subject again though nothing is heard of it, in the order in which it is due. A subject has at most
 * one wake, at or before whatever it waits for: what it waits for is in its state, and a wake that comes too early only
 * sets the next one. So a step that begins and ends costs no write, and the store holds what is under way and no more.
 *
 * <p>The key begins with the due time: what is due is a prefix of the store, and finding it costs as much as there is of
 * it, however many subjects wait.
 */
final class Wakes {
    /** What one round may take; the rest is taken in the next one. */
    private static final int ROUND = 500;

    private static final byte[] NOTHING = {1};

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, Long> dueBySubject = new HashMap<>();
    private String low = key(0, "");

    /** Finds in the store what was there before a restart: as much as was under way. */
    Wakes(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (var all = store.all()) {
            all.forEachRemaining(entry -> dueBySubject.put(subject(entry.key), due(entry.key)));
        }
    }

    /** Looks at the subject at that time at the latest. */
    void by(String subject, Instant at) {
        long due = at.toEpochMilli();
        var known = dueBySubject.get(subject);
        if (known != null && known <= due) {
            return;
        }
        if (known != null) {
            store.delete(key(known, subject));
        }
        var key = key(due, subject);
        store.put(key, NOTHING);
        dueBySubject.put(subject, due);
        if (key.compareTo(low) < 0) {
            low = key;
        }
    }

    /** Takes out the subjects that are due. The tombstones below the last one taken are not scanned again. */
    List<String> takeDue(Instant now) {
        var due = new ArrayList<String>();
        try (var range = store.range(low, key(now.toEpochMilli(), "~"))) {
            while (range.hasNext() && due.size() < ROUND) {
                due.add(range.next().key);
            }
        }
        due.forEach(store::delete);
        low = due.size() < ROUND ? key(now.toEpochMilli(), "") : due.get(due.size() - 1);
        return due.stream().map(Wakes::subject).peek(dueBySubject::remove).toList();
    }

    private static String key(long due, String subject) {
        return String.format("%015d|%s", due, subject);
    }

    private static long due(String key) {
        return Long.parseLong(key.substring(0, 15));
    }

    private static String subject(String key) {
        return key.substring(16);
    }
}
