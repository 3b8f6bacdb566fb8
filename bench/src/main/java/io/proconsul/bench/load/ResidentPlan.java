package io.proconsul.bench.load;

import java.time.Duration;
import java.time.Instant;

/**
 * Which of the clusters come due at once, and when. Their numbers run from 1. Those that come due are asked for near the
 * end, so that little time is left to guess, and with others behind them, so that nothing of them is at hand any more.
 *
 * @param due how many of the clusters come due
 * @param window how long everything is watched while nothing is due
 */
record ResidentPlan(long clusters, long due, Duration window) {
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final long MILLIS_PER_THOUSAND = 15; // looking at memory and disk takes longer with more to look at

    ResidentPlan {
        if (clusters < 100 || due < 1 || due > clusters / 2) {
            throw new IllegalArgumentException(
                    "expected at least 100 clusters, of which at least one and at most half come due, but found "
                            + clusters + " and " + due);
        }
    }

    /** @param percent of the clusters that come due */
    static ResidentPlan of(long clusters, double percent, Duration window) {
        return new ResidentPlan(clusters, Math.max(1, Math.round(clusters * percent / 100)), window);
    }

    /** How many are there before the memory of the rest is measured: programs have found their size by then. */
    long first() {
        return clusters / 10;
    }

    long firstDue() {
        return clusters - clusters / 20 - due + 1;
    }

    long lastDue() {
        return firstDue() + due - 1;
    }

    boolean isDue(long number) {
        return number >= firstDue() && number <= lastDue();
    }

    /**
     * When they come due: surely not before the last is there and all was watched.
     *
     * @param now when they are asked for
     * @param perSecond how many clusters a second there have been so far
     */
    Instant moment(Instant now, double perSecond) {
        var rest = (clusters - firstDue() + 1) / perSecond;
        return now.plus(SETTLING)
                .plusMillis(Math.round(2 * rest * 1000))
                .plusMillis(MILLIS_PER_THOUSAND * clusters / 1000)
                .plus(window);
    }
}
