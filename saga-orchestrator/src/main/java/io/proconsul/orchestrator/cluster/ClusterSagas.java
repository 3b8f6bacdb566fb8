package io.proconsul.orchestrator.cluster;

import io.proconsul.saga.Definitions;
import io.proconsul.saga.Saga;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Every saga that can run on a cluster. */
public final class ClusterSagas {
    private ClusterSagas() {}

    public static Definitions definitions() {
        return Definitions.of(ours());
    }

    /** Those, and what jars put beside ours provide as services of type {@link Saga}. */
    public static Definitions withProvided() {
        var provided = ServiceLoader.load(Saga.class).stream().map(ServiceLoader.Provider::get);
        return with(provided.toArray(Saga<?, ?>[]::new));
    }

    /** Those, and these. */
    public static Definitions with(Saga<?, ?>... others) {
        return Definitions.of(
                Stream.concat(Stream.of(ours()), Stream.of(others)).toArray(Saga<?, ?>[]::new));
    }

    private static Saga<?, ?>[] ours() {
        return new Saga<?, ?>[] {
            new CreateClusterSaga(),
            new DeleteUnpeeredClusterSaga(),
            new DeleteClusterSaga(),
            new CreateSecondarySaga(),
            new DeleteUnpeeredSecondarySaga(),
            new DeleteSecondarySaga(),
            new RegisterSecondarySaga(),
            new ReleaseSecondarySaga(),
            new CreateTokenSaga(),
            new CreateSnapshotSaga(),
            new RenameSnapshotSaga(),
            new DeleteSnapshotSaga(),
            new RestoreSnapshotSaga(),
            new CreatePeeringSaga(),
            new DeletePeeringSaga(),
            new UpdateClusterSaga(),
            new GrowClusterSaga()
        };
    }
}
