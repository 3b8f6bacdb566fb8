package io.proconsul.gateway.view;

import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Upkeep;
import java.util.Optional;

/** The document within a cluster's state. */
public final class Documents {

    private Documents() {}

    /** What a cluster's servers run, with its v; some of them a newer one if an update has failed half way. */
    public static String runningVersion(Cluster cluster) {
        return cluster.getConsulVersion().isEmpty() ? cluster.getSpec().getConsulVersion() : cluster.getConsulVersion();
    }

    /** What a cluster was told last of upgrading itself; empty for one that was told nothing. */
    public static Optional<Upkeep> upkeep(Cluster cluster) {
        return Optional.ofNullable(cluster.getUpkeep())
                .or(() -> Optional.ofNullable(cluster.getSpec().getUpkeep()));
    }

    /** Empty before the first create and after a delete. */
    public static Optional<Cluster> of(ClusterState state) {
        return Optional.ofNullable(state.getDocument()).map(payload -> Payloads.unpack(payload, Cluster.class));
    }
}
