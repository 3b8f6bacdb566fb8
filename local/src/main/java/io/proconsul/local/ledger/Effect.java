package io.proconsul.local.ledger;

import java.time.Instant;
import java.util.Map;

/**
 * What a call did to one resource of the cloud.
 *
 * @param resource its id, as it was written
 * @param tags that the resource has after the effect; those it had, if it was removed
 */
public record Effect(Instant at, Kind kind, String resource, String type, Map<String, String> tags) {

    /** What became of the resource. */
    public enum Kind {
        CREATED,
        CHANGED,
        REMOVED
    }

    public Effect {
        tags = Map.copyOf(tags);
    }
}
