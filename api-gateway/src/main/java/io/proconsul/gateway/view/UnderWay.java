package io.proconsul.gateway.view;

import io.proconsul.wire.ClusterState;
import java.util.Set;

/** Whether anything is being done about a cluster, or waits for somebody to go on with it. */
public final class UnderWay {

    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    private UnderWay() {}

    public static boolean in(ClusterState state) {
        return state.getOperations().stream().anyMatch(operation -> !ENDED.contains(operation.getStatus()));
    }
}
