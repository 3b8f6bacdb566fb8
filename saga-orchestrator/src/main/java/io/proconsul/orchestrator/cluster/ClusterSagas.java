package io.proconsul.orchestrator.cluster;

import io.proconsul.saga.Definitions;

/** Every saga that can run on a cluster. */
public final class ClusterSagas {
    private ClusterSagas() {}

    public static Definitions definitions() {
        return Definitions.of(new CreateClusterSaga(), new DeleteClusterSaga());
    }
}
