package io.proconsul.orchestrator.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Inputs that have cost a stream thread its transaction, with the reason. The thread that replaces it meets the same
 * input again, and must not try it again: it buries it instead. Shared by all threads of an instance; bounded.
 */
final class Suspects {
    private static final int KEPT = 1000;
    private static final ThreadLocal<@Nullable Input> IN_HAND = new ThreadLocal<>();

    private final Map<Input, Suspicion> suspicions = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Input, Suspicion> eldest) {
            return size() > KEPT;
        }
    };

    /** An input: a record at its place, or the waking of one cluster, which has no place. */
    record Input(String source, int partition, long offset) {
        static Input wakeOf(String key) {
            return new Input(SagaProcessor.WAKES + "|" + key, -1, -1);
        }

        /** Without one it comes again and again, and is not the same each time: a suspicion holds once. */
        private boolean hasPlace() {
            return partition >= 0;
        }
    }

    /** @param failures how often it has failed a thread */
    record Suspicion(String reason, int failures) {}

    /** This thread begins to process an input. Says what is suspected of it. */
    Optional<Suspicion> take(Input input) {
        IN_HAND.set(input);
        synchronized (suspicions) {
            return Optional.ofNullable(input.hasPlace() ? suspicions.get(input) : suspicions.remove(input));
        }
    }

    /** The input that this thread has in hand is at fault; of another thread's failure nothing is known. */
    void suspect(String reason) {
        var input = IN_HAND.get();
        if (input != null) {
            suspect(input, reason);
        }
    }

    void suspect(Input input, String reason) {
        synchronized (suspicions) {
            suspicions.merge(
                    input, new Suspicion(reason, 1), (known, now) -> new Suspicion(reason, known.failures() + 1));
        }
    }
}
