package io.proconsul.hostmanager;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to ask the container again. Spread by a fifth, so that a region's hosts do not ask in step; after a failure the
 * pause grows from one second, to ten seconds while there is nothing to run and to five minutes once there is.
 *
 * @param failures since the last answer
 */
record PollSchedule(Duration interval, int failures) {
    static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
    static final Duration LONGEST_FIRST_BOOT_RETRY = Duration.ofSeconds(10);

    private static final int MAX_DOUBLINGS = 20;
    private static final double SPREAD = 0.2;

    static PollSchedule every(Duration interval) {
        return new PollSchedule(interval, 0);
    }

    PollSchedule answered() {
        return every(interval);
    }

    PollSchedule failed() {
        return new PollSchedule(interval, failures + 1);
    }

    Duration pause(boolean firstBoot, RandomGenerator random) {
        var factor = 1 - SPREAD + 2 * SPREAD * random.nextDouble();
        return Duration.ofMillis(Math.round(evenPause(firstBoot).toMillis() * factor));
    }

    private Duration evenPause(boolean firstBoot) {
        if (failures == 0) {
            return interval;
        }
        var longest = firstBoot ? LONGEST_FIRST_BOOT_RETRY : LONGEST_RETRY;
        var doubled = FIRST_RETRY.multipliedBy(1L << Math.min(MAX_DOUBLINGS, failures - 1));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
