package io.proconsul.metering;

import java.time.Instant;
import java.util.Comparator;

/**
 * Something that happened to a cluster and matters to its use.
 *
 * @param id the same for every copy of the event
 * @param cluster unlike every other cluster there ever was, an earlier one of the same name included
 * @param at when it happened
 * @param plan by which the cluster is billed from then on
 * @param servers how many it has from then on
 */
public record UseEvent(String id, String cluster, Change change, Instant at, String plan, int servers)
        implements Comparable<UseEvent> {

    private static final Comparator<UseEvent> ORDER = Comparator.comparing(UseEvent::at)
            .thenComparing(UseEvent::change)
            .thenComparing(UseEvent::id)
            .thenComparing(UseEvent::cluster)
            .thenComparing(UseEvent::plan)
            .thenComparing(UseEvent::servers);

    public UseEvent {
        if (servers < 0) {
            throw new IllegalArgumentException("Expected no negative number of servers, found " + servers);
        }
    }

    /** The order in which things happened, whatever the order in which they were heard of. */
    @Override
    public int compareTo(UseEvent other) {
        return ORDER.compare(this, other);
    }
}
