package io.proconsul.local.stack;

import java.time.Duration;

/** How long to wait before a service is started again: half a second at first, doubled each time, up to 15 seconds. */
final class BackOff {
    private static final long FIRST_MILLIS = 500;
    private static final long LAST_MILLIS = 15_000;

    private BackOff() {}

    /** {@code failures} in a row, at least one. */
    static Duration after(int failures) {
        int doublings = Math.min(failures - 1, 10);
        return Duration.ofMillis(Math.min(LAST_MILLIS, FIRST_MILLIS << doublings));
    }
}
