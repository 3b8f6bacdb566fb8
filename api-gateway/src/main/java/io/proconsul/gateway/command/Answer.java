package io.proconsul.gateway.command;

import io.proconsul.wire.ClusterState;
import io.proconsul.wire.ErrorDetail;

/** What became of a command while its client waited. */
public sealed interface Answer {

    /** @param state of the cluster when or after the command was accepted */
    record Accepted(String operationId, ClusterState state) implements Answer {}

    record Rejected(ErrorDetail reason) implements Answer {}

    /** The command is durable, and nobody has judged it yet. */
    record Undecided(UndecidedCommand command) implements Answer {}

    /** The command could not be made durable. */
    record Unavailable(String message) implements Answer {}
}
