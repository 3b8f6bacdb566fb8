package io.proconsul.orchestrator.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private static final int DIGITS = 15;

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, Wake> bySubject = new HashMap<>();
    private String low = key(0, "");

    /**
     * A time to look at a subject.
     *
     * @param trace of what it waits for, as it stands in a record's header; empty if there is none
     */
    record Wake(String subject, long due, String trace) {}

    /** Finds in the store what was there before a restart: as much as was under way. */
    Wakes(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (var all = store.all()) {
            all.forEachRemaining(entry -> {
                var wake = wake(entry.key, entry.value);
                bySubject.put(wake.subject(), wake);
            });
        }
    }

    /** Looks at the subject at that time at the latest, and goes on in that trace. */
    void by(String subject, Instant at, String trace) {
        long due = at.toEpochMilli();
        var known = bySubject.get(subject);
        if (known != null && known.due() <= due) {
            bySubject.put(subject, new Wake(subject, known.due(), trace));
            return;
        }
        if (known != null) {
            store.delete(key(known.due(), subject));
        }
        var key = key(due, subject);
        store.put(key, trace.getBytes(UTF_8));
        bySubject.put(subject, new Wake(subject, due, trace));
        if (key.compareTo(low) < 0) {
            low = key;
        }
    }

    Collection<Wake> all() {
        return Collections.unmodifiableCollection(bySubject.values());
    }

    /** Takes out what is due. The tombstones below the last key taken are not scanned again. */
    List<Wake> takeDue(Instant now) {
        var due = new ArrayList<String>();
        try (var range = store.range(low, key(now.toEpochMilli(), "~"))) {
            while (range.hasNext() && due.size() < ROUND) {
                due.add(range.next().key);
            }
        }
        due.forEach(store::delete);
        low = due.size() < ROUND ? key(now.toEpochMilli(), "") : due.get(due.size() - 1);
        return due.stream()
                .map(key -> Objects.requireNonNull(bySubject.remove(subject(key))))
                .toList();
    }

    /** The due time in as many digits as any, so that keys sort as their times do. */
    private static String key(long due, String subject) {
        var digits = Long.toString(due);
        return "0".repeat(DIGITS - digits.length()) + digits + '|' + subject;
    }

    private static String subject(String key) {
        return key.substring(DIGITS + 1);
    }

    private static Wake wake(String key, byte[] trace) {
        return new Wake(subject(key), Long.parseLong(key.substring(0, DIGITS)), new String(trace, UTF_8));
    }
}
