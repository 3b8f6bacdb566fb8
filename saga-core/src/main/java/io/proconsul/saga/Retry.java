package io.proconsul.saga;

import java.time.Duration;

/**
 * When a failed attempt is tried again. Attempts that failed because a dependency was unavailable are free.
 *
 * @param factor 1 for a fixed delay, above 1 for exponential back-off
 * @param attempts how many failures end it, the first attempt included
 */
public record Retry(Duration first, double factor, Duration cap, int attempts) {
    public static final int UNLIMITED = Integer.MAX_VALUE;

    public Retry {
        if (first.isNegative() || first.isZero() || cap.compareTo(first) < 0 || factor < 1 || attempts < 1) {
            throw new IllegalArgumentException(
                    "expected 0 < first <= cap, factor >= 1 and attempts >= 1, but found first=" + first + " cap=" + cap
                            + " factor=" + factor + " attempts=" + attempts);
        }
    }

    public static Retry never() {
        return fixed(Duration.ofSeconds(1)).upTo(1);
    }

    public static Retry fixed(Duration delay) {
        return new Retry(delay, 1, delay, UNLIMITED);
    }

    public static Retry exponential(Duration first, Duration cap) {
        return new Retry(first, 2, cap, UNLIMITED);
    }

    public Retry upTo(int maximum) {
        return new Retry(first, factor, cap, maximum);
    }

    public boolean exhausted(int failures) {
        return failures >= attempts;
    }

    /** @param failures how many attempts have failed so far, at least 1 */
    public Duration delayAfter(int failures) {
        var millis = first.toMillis() * Math.pow(factor, Math.max(0, failures - 1));
        return millis >= cap.toMillis() ? cap : Duration.ofMillis((long) millis);
    }
}
