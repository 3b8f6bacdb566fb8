package io.proconsul.gateway.upgrade;

import io.proconsul.gateway.input.Fields;
import io.proconsul.wire.Cluster;
import java.util.List;

/** How many servers a cluster may be given: as many as it has, or one step more. It never loses any. */
final class ClusterSizes {

    private static final List<String> SIZES = List.of("1", "3", "5");

    private ClusterSizes() {}

    /** The number of servers that is asked for; that of the cluster if it is wrong. */
    static int read(Fields update, String name, Cluster cluster) {
        int present = cluster.getSpec().getServers();
        var allowed = from(Integer.toString(present));
        var found = update.digits(name).orElse("");
        if (allowed.contains(found)) {
            return Integer.parseInt(found);
        }
        update.invalid(
                name,
                "one of %s: a cluster of %d servers grows by one step of 1, 3, 5 and never becomes smaller"
                        .formatted(String.join(", ", allowed), present));
        return present;
    }

    private static List<String> from(String present) {
        var at = SIZES.indexOf(present);
        return at < 0 ? List.of(present) : SIZES.subList(at, Math.min(at + 2, SIZES.size()));
    }
}
