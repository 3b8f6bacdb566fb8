package io.proconsul.saga.engine;

import io.proconsul.saga.Lifecycle;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an ended saga leaves in the state. */
public record Summary(
        String operationId,
        String commandId,
        String name,
        Lifecycle.Kind kind,
        Ending ending,
        Instant startedAt,
        Instant endedAt,
        @Nullable Fault fault) {

    public enum Ending {
        SUCCEEDED,
        /** A step failed for good, and everything was undone. */
        FAILED,
        CANCELLED,
        /** An operator, or a deletion, gave it up with something left undone. */
        ABANDONED,
        /** Its turn came, and the subject was no longer fit for it. */
        REFUSED
    }
}
