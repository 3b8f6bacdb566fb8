package io.proconsul.orchestrator.cluster;

import io.proconsul.schemas.ConsulVersion;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.Upkeep;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a cluster upgrades itself. */
final class Upkeeps {
    private static final String POINT = "POINT";
    private static final String MAJOR = "MAJOR";

    private Upkeeps() {}

    /** What holds for the cluster; empty for one that was never told. */
    static Optional<Upkeep> of(Cluster cluster) {
        return Optional.ofNullable(cluster.getUpkeep())
                .or(() -> Optional.ofNullable(cluster.getSpec().getUpkeep()));
    }

    /** @param wanted null: it stays as it is */
    static Cluster with(Cluster cluster, @Nullable Upkeep wanted) {
        return wanted == null
                ? cluster
                : Cluster.newBuilder(cluster).setUpkeep(wanted).build();
    }

    static boolean allows(Upkeep upkeep, String from, String to) {
        var running = ConsulVersion.parse(from);
        var target = ConsulVersion.parse(to);
        return running.isPresent() && target.isPresent() && allows(upkeep, running.get(), target.get());
    }

    /** One step of Consul's that the policy allows. */
    static boolean allows(Upkeep upkeep, ConsulVersion from, ConsulVersion to) {
        return from.canBecome(to)
                && switch (upkeep.getPolicy()) {
                    case POINT -> from.minor() == to.minor();
                    case MAJOR -> true;
                    default -> false;
                };
    }
}
