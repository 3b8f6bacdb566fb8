package io.proconsul.gateway.command;

import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Verdict;
import java.util.Optional;

/**
 * A command that waits for its verdict. Since a repeated request has the id of the first one, an answer given earlier
 * stays in sight: only one given after {@code revision} counts.
 *
 * @param revision of the cluster when the command was written; -1 for a cluster unknown till then
 */
public record UndecidedCommand(String commandId, long revision) {

    public static final long UNKNOWN_CLUSTER = -1;

    public Optional<Verdict> verdictIn(ClusterState state) {
        return state.getVerdicts().stream()
                .filter(verdict -> verdict.getCommandId().equals(commandId))
                .filter(verdict -> verdict.getRevision() > revision)
                .reduce((older, newer) -> newer);
    }
}
