package io.proconsul.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened in a history: always as a digest, and in words when someone wants to read it. */
final class Trace {
    private final boolean inWords;
    private final List<String> lines = new ArrayList<>();
    private long digest = 0xcbf29ce484222325L;

    Trace(boolean inWords) {
        this.inWords = inWords;
    }

    /** @param number tells it from others of its kind; the detail is told only when someone reads */
    void note(long at, String subject, String what, long number, Supplier<String> detail) {
        mix(at);
        mix(subject.hashCode());
        mix(what.hashCode());
        mix(number);
        if (inWords) {
            lines.add(Instant.ofEpochMilli(at) + " " + subject + " " + what + " " + number + " " + detail.get());
        }
    }

    long digest() {
        return digest;
    }

    List<String> lines() {
        return lines;
    }

    private void mix(long value) {
        digest = (digest ^ value) * 0x100000001b3L;
        digest ^= digest >>> 29;
    }
}
