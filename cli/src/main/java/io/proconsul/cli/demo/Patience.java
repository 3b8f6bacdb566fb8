package io.proconsul.cli.demo;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Looks again until something is there: what is asked of a distributed system is not always there at once. */
final class Patience {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Clock clock;
    private final Duration limit;

    Patience(Clock clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
    }

    /** One look. */
    @FunctionalInterface
    interface Look<T> {
        /** Empty if it is not there yet. */
        Optional<T> now() throws InterruptedException;
    }

    /** Something that comes true. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws InterruptedException;
    }

    /** @throws DemoFailure if it is not there when patience ends */
    <T> T await(String what, Look<T> look) throws InterruptedException {
        var until = clock.instant().plus(limit);
        while (clock.instant().isBefore(until)) {
            var found = look.now();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(LOOK.toMillis());
        }
        throw new DemoFailure("Waited for %s for %s in vain".formatted(what, limit));
    }

    /** @throws DemoFailure if it does not hold when patience ends */
    void until(String what, Condition condition) throws InterruptedException {
        await(what, () -> condition.holds() ? Optional.of(what) : Optional.empty());
    }
}
