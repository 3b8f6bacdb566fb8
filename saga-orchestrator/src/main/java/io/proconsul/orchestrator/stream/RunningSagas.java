package io.proconsul.orchestrator.stream;

import io.proconsul.saga.engine.SubjectState;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * When the running sagas of one partition began. Knows those that have moved since the partition came here: a look at
 * every cluster would cost too much, and whatever runs moves. Of those it keeps the oldest, as many as one may want to
 * know of. Written by one thread, read by anyone.
 */
final class RunningSagas {
    private static final int KEPT = 10_000;

    private final Map<String, Start> starts = new HashMap<>();
    private final ConcurrentSkipListSet<Start> ordered = new ConcurrentSkipListSet<>();

    private record Start(Instant at, String key) implements Comparable<Start> {
        private static final Comparator<Start> ORDER =
                Comparator.comparing(Start::at).thenComparing(Start::key);

        @Override
        public int compareTo(Start other) {
            return ORDER.compare(this, other);
        }
    }

    void moved(SubjectState state) {
        var active = state.active();
        var start = active == null ? null : new Start(active.startedAt(), state.key());
        var before = start == null ? starts.remove(state.key()) : starts.put(state.key(), start);
        if (before != null && !before.equals(start)) {
            ordered.remove(before);
        }
        if (start != null && !start.equals(before)) {
            ordered.add(start);
        }
        if (starts.size() > KEPT) {
            starts.remove(Objects.requireNonNull(ordered.pollLast()).key());
        }
    }

    Optional<Instant> oldest() {
        var iterator = ordered.iterator();
        return iterator.hasNext() ? Optional.of(iterator.next().at()) : Optional.empty();
    }
}
