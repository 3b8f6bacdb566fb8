package io.proconsul.gateway.command;

import io.proconsul.gateway.error.ApiError;
import io.proconsul.wire.ClusterState;

/** What became of a command whose client waited for the end of its operation. */
public sealed interface Completion {

    /** @param state of the cluster when the operation had succeeded */
    record Succeeded(ClusterState state) implements Completion {}

    /**
     * There is nothing to answer with.
     *
     * @param error 503 while nobody knows the end: the operation may still succeed, and the client may ask anew
     */
    record Failed(ApiError error) implements Completion {}
}
