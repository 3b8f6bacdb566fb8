package io.proconsul.bench.chaos.gather;

import io.proconsul.bench.chaos.check.Checker;
import java.time.Clock;
import java.time.Duration;

/** The time after the faults, in which everything has to end. */
public final class Quiet {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long LOOK_MILLIS = 2000;

    private Quiet() {}

    /** Returns when every operation has ended, or the time is over. */
    public static void await(Gatherer gatherer, Clock clock) throws InterruptedException {
        var until = clock.instant().plus(LIMIT);
        while (Checker.underWay(gatherer.states()) > 0 && clock.instant().isBefore(until)) {
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
