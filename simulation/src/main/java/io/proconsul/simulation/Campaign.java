package io.proconsul.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Many histories, one after another on this thread.
 *
 * @param digest of all of them: the same seeds of the same code always give the same
 */
public record Campaign(int histories, long transitions, Tally tally, long digest, long nanos, List<History> failures) {
    /** Enough to see a pattern. */
    private static final int KEPT = 100;

    public Campaign {
        failures = List.copyOf(failures);
    }

    public static Campaign run(long from, int seeds) {
        var begin = System.nanoTime();
        var failures = new ArrayList<History>();
        var tally = new Tally(Map.of(), Map.of(), Map.of());
        long transitions = 0;
        long digest = 0;
        int histories = 0;
        for (long seed = from; seed < from + seeds && failures.size() < KEPT; seed++) {
            var history = World.run(Scenario.of(seed), Variant.REAL, false);
            histories++;
            transitions += history.transitions();
            digest = digest * 31 + history.digest();
            tally.add(history.tally());
            if (history.failed()) {
                failures.add(history);
            }
        }
        return new Campaign(histories, transitions, tally, digest, System.nanoTime() - begin, failures);
    }

    public long perMinute() {
        return nanos == 0 ? 0 : Math.round(histories * 60e9 / nanos);
    }

    public Optional<History> firstFailure() {
        return failures.stream().findFirst();
    }
}
