package io.proconsul.hostmanager.consul;

import java.time.Duration;
import java.time.Instant;

/**
 * How long to leave a Consul down that keeps ending: 1 s, doubled up to a minute, forgotten after a minute of running.
 *
 * @param startedAt of the last start
 */
record RestartBackOff(int failures, Instant startedAt) {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 6;

    static RestartBackOff none() {
        return new RestartBackOff(0, Instant.MIN);
    }

    RestartBackOff started(Instant now) {
        var stable = failures == 0 || startedAt.plus(LONGEST).isBefore(now);
        return new RestartBackOff(stable ? 1 : failures + 1, now);
    }

    boolean over(Instant now) {
        return failures == 0 || !now.isBefore(startedAt.plus(pause()));
    }

    Duration pause() {
        var doubled = FIRST.multipliedBy(1L << Math.min(DOUBLINGS, Math.max(0, failures - 1)));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
