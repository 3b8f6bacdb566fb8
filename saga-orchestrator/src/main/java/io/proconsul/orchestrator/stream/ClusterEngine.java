package io.proconsul.orchestrator.stream;

import io.proconsul.saga.Definitions;
import io.proconsul.saga.engine.SagaEngine;
import io.proconsul.schemas.Ids;

/** The engine as it runs and as it replays: the same messages, the same ids. */
final class ClusterEngine {
    private ClusterEngine() {}

    static SagaEngine of(Definitions definitions) {
        return new SagaEngine(
                definitions,
                new WireMessages(),
                (key, ordinal, commandId) -> Ids.sagaId(key, ordinal + "|" + commandId));
    }
}
