package io.proconsul.simulation;

import java.time.Instant;
import java.util.PriorityQueue;

/** The virtual clock, and what is going to happen. What happens at the same time happens in the order of its planning. */
final class Agenda {
    private static final long ORIGIN = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private final PriorityQueue<Item> items = new PriorityQueue<>();
    private long now = ORIGIN;
    private long planned;

    private record Item(long at, long order, Runnable what) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    /** Milliseconds since the epoch. */
    long now() {
        return now;
    }

    Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    void after(long millis, Runnable what) {
        at(now + Math.max(0, millis), what);
    }

    void at(long when, Runnable what) {
        items.add(new Item(Math.max(now, when), planned++, what));
    }

    /** @return whether anything was left to happen */
    boolean step() {
        var next = items.poll();
        if (next == null) {
            return false;
        }
        now = next.at();
        next.what().run();
        return true;
    }
}
