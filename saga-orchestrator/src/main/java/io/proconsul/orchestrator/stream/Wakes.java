package io.proconsul.orchestrator.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * When to look at a subject again though nothing is heard of it, in the order in which it is due. A subject has at most
 * one wake, at or before whatever it waits for: what it waits for is in its state, and a wake that comes too early only
 * sets the next one. So a step that begins and ends costs no write, and the store holds what is under way, what has a schedule,
 * and no more.
 *
 * <p>The key begins with the due time: what is due is a prefix of the store, and finding it costs as much as there is of
 * it, however many subjects wait. Of those that moved last it is known in memory when they wake. Of others, and after a
 * restart, it is not: such a subject may get a second wake, and finds nothing due at the other.
 */
final class Wakes {
    /** What one round may take; the rest is taken in the next one. */
    private static final int ROUND = 500;

    /** Far more than move within the time of a step, unless everything waits for the machine anyway. */
    private static final int KEPT = 16_384;

    private static final Duration HORIZON = Duration.ofSeconds(10);
    private static final int DIGITS = 15;
    private static final String LAST = "~";

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, Wake> newest = new Recent<>(KEPT);
    private String low = key(0, "");
    private OptionalLong first;

    /**
     * A time to look at a subject.
     *
     * @param trace of what it waits for, as it stands in a record's header; empty if there is none
     */
    record Wake(String subject, long due, String trace) {}

    Wakes(KeyValueStore<String, byte[]> store) {
        this.store = store;
        first = firstInStore();
    }

    /** Looks at the subject at that time at the latest, and goes on in that trace. */
    void by(String subject, Instant at, String trace) {
        long due = at.toEpochMilli();
        var known = newest.get(subject);
        if (known != null && known.due() <= due) {
            newest.put(subject, new Wake(subject, known.due(), trace));
            return;
        }
        if (known != null) {
            store.delete(key(known.due(), subject));
        }
        var key = key(due, subject);
        store.put(key, trace.getBytes(UTF_8));
        newest.put(subject, new Wake(subject, due, trace));
        if (key.compareTo(low) < 0) {
            low = key;
        }
        first = OptionalLong.of(Math.min(due, first.orElse(due)));
    }

    /** The subject waits for nothing any more. A wake that memory has lost comes, and finds nothing due. */
    void none(String subject) {
        var known = newest.remove(subject);
        if (known != null) {
            store.delete(key(known.due(), subject));
        }
    }

    /**
     * When to look for what is due, in milliseconds since the epoch: not after the first of them is, and at the horizon
     * if that is far; empty if there is none.
     */
    OptionalLong first() {
        return first;
    }

    /** A store in memory copies the keys of a range to walk it, and of a million that are far it shall copy none. */
    private OptionalLong firstFrom(Instant now) {
        var horizon = now.plus(HORIZON).toEpochMilli();
        try (var range = store.range(low, key(horizon, LAST))) {
            if (range.hasNext()) {
                return OptionalLong.of(due(range.next().key));
            }
        }
        // What a store on disk says of its size is a guess.
        return store.persistent() || store.approximateNumEntries() > 0
                ? OptionalLong.of(horizon)
                : OptionalLong.empty();
    }

    private OptionalLong firstInStore() {
        try (var range = store.range(low, LAST)) {
            return range.hasNext() ? OptionalLong.of(due(range.next().key)) : OptionalLong.empty();
        }
    }

    /** What is in the store now. */
    FoundWakes found() {
        return new FoundWakes(store.all());
    }

    /** Takes out what is due. The tombstones below the last key taken are not scanned again. */
    List<Wake> takeDue(Instant now) {
        var due = new ArrayList<Wake>();
        try (var range = store.range(low, key(now.toEpochMilli(), LAST))) {
            while (range.hasNext() && due.size() < ROUND) {
                var next = range.next();
                due.add(wake(next.key, next.value));
            }
        }
        due.forEach(wake -> store.delete(key(wake.due(), wake.subject())));
        low = due.size() < ROUND
                ? key(now.toEpochMilli(), "")
                : key(due.get(ROUND - 1).due(), due.get(ROUND - 1).subject());
        first = firstFrom(now);
        return due.stream().map(this::taken).toList();
    }

    /** It goes on in the trace of the newest thing that its subject waits for. Another wake of the subject stays. */
    private Wake taken(Wake wake) {
        var known = newest.get(wake.subject());
        if (known == null) {
            return wake;
        }
        if (known.due() == wake.due()) {
            newest.remove(wake.subject());
        }
        return new Wake(wake.subject(), wake.due(), known.trace());
    }

    /** The due time in as many digits as any, so that keys sort as their times do. */
    private static String key(long due, String subject) {
        var digits = Long.toString(due);
        return "0".repeat(DIGITS - digits.length()) + digits + '|' + subject;
    }

    private static long due(String key) {
        return Long.parseLong(key.substring(0, DIGITS));
    }

    private static String subject(String key) {
        return key.substring(DIGITS + 1);
    }

    static Wake wake(String key, byte[] trace) {
        return new Wake(subject(key), due(key), new String(trace, UTF_8));
    }
}
