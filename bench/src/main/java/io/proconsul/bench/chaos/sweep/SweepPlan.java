package io.proconsul.bench.chaos.sweep;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which points are tried.
 *
 * @param points a point is tried if this is found in its name
 */
public record SweepPlan(Set<Kind> kinds, Pattern points) {

    /** At what processes die. */
    public enum Kind {
        /** Requests to Azure, Blob, Vault and Consul that change something. */
        EFFECTS("side effects"),
        /** Records produced to Kafka, and commits of transactions and offsets. */
        COMMITS("produces and commits");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    public SweepPlan {
        kinds = Set.copyOf(kinds);
    }
}
