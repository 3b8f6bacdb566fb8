package io.proconsul.metering;

import java.time.Instant;
import java.util.Optional;

/**
 * A cluster that runs unchanged, or did.
 *
 * @param end exclusive; empty while it runs
 */
public record Run(String cluster, String plan, int servers, Instant start, Optional<Instant> end) {

    boolean endedBy(Instant instant) {
        return end.isPresent() && !end.get().isAfter(instant);
    }
}
