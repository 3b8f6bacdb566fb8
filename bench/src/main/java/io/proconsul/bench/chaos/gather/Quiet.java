package io.proconsul.bench.chaos.gather;

import io.proconsul.bench.chaos.check.Checker;
import io.proconsul.local.stack.LocalStack;
import io.proconsul.local.stack.ServiceState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time after the faults: first every process comes back, then everything has to end. */
public final class Quiet {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long LOOK_MILLIS = 2000;

    private Quiet() {}

    /** Returns when every operation has ended, or the time for one of the two is over. */
    public static void await(LocalStack stack, Gatherer gatherer, Clock clock) throws InterruptedException {
        await(() -> isReady(stack), clock);
        await(() -> Checker.underWay(gatherer.states()) == 0, clock);
    }

    /** Something that comes true after a while. */
    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition, Clock clock) throws InterruptedException {
        Instant until = clock.instant().plus(LIMIT);
        while (!condition.holds() && clock.instant().isBefore(until)) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static boolean isReady(LocalStack stack) {
        return stack.status().orElseThrow().services().stream()
                .allMatch(service -> service.state() == ServiceState.READY);
    }
}
