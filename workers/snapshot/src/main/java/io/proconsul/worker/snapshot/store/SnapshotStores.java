package io.proconsul.worker.snapshot.store;

import io.proconsul.wire.ClusterRef;
import java.util.Optional;

/** The stores there are: one for each cluster, which goes with it, and the control plane's archive. */
public interface SnapshotStores {

    SnapshotStore ofCluster(ClusterRef cluster);

    /** What outlives the clusters; empty if none is configured. */
    Optional<SnapshotStore> archive();
}
