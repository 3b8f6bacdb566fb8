package io.proconsul.schemas;

import java.time.Duration;

/** How long a topic keeps its records. */
public sealed interface Cleanup {

    /** Value of {@code cleanup.policy}. */
    String policy();

    /** Every record is kept for this long after its timestamp, then deleted. */
    record Delete(Duration retention) implements Cleanup {
        @Override
        public String policy() {
            return "delete";
        }
    }

    /** Every record is kept for ever. */
    record Keep() implements Cleanup {
        @Override
        public String policy() {
            return "delete";
        }
    }

    /** The newest record of each key is kept for ever; a tombstone stays readable for this long. */
    record Compact(Duration tombstones) implements Cleanup {
        @Override
        public String policy() {
            return "compact";
        }
    }
}
