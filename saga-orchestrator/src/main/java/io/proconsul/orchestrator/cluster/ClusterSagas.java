package io.proconsul.orchestrator.cluster;

import io.proconsul.saga.Definitions;
import io.proconsul.saga.Saga;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Every saga that can run on a cluster. */
public final class ClusterSagas {
    private ClusterSagas() {}

    public static Definitions definitions() {
        return Definitions.of(new CreateClusterSaga(), new DeleteClusterSaga());
    }

    /** Those, and what jars put beside ours provide as services of type {@link Saga}. */
    public static Definitions withProvided() {
        var provided = ServiceLoader.load(Saga.class).stream().map(ServiceLoader.Provider::get);
        return Definitions.of(Stream.concat(Stream.of(new CreateClusterSaga(), new DeleteClusterSaga()), provided)
                .toArray(Saga<?, ?>[]::new));
    }
}
