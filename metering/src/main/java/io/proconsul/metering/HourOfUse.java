package io.proconsul.metering;

import java.time.Duration;
import java.time.Instant;

/**
 * What ran by one plan in an hour of the clock, for however short a part of it.
 *
 * @param start of the hour, in UTC
 * @param clusters that ran; each is charged for the hour
 * @param servers of all of them, each cluster with the most that it had
 */
public record HourOfUse(Instant start, String plan, int clusters, int servers) {

    private static final Duration HOUR = Duration.ofHours(1);

    /** Of the hour, exclusive. */
    public Instant end() {
        return start.plus(HOUR);
    }
}
