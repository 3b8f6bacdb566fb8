package io.proconsul.worker.infra.federation;

import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.Desired;
import io.proconsul.worker.infra.arm.Doomed;
import io.proconsul.worker.infra.peering.PeeringHalf;
import java.util.List;

/** The peering of the networks of two clusters. */
final class Peerings {

    private Peerings() {}

    static List<Desired<?, ?>> desired(ClusterResources one, ClusterResources other) {
        return List.of(
                half(one, other).desired(),
                half(other, one).desired().after(half(one, other).id()));
    }

    static List<Doomed> doomed(ClusterResources one, ClusterResources other) {
        return List.of(
                half(one, other).doomed(),
                half(other, one).doomed(half(one, other).id()));
    }

    private static PeeringHalf half(ClusterResources from, ClusterResources to) {
        return PeeringHalf.of(from.virtualNetwork(), from.names().peering(to.names()), to.virtualNetwork());
    }
}
