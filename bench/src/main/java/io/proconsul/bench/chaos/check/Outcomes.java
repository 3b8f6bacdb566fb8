package io.proconsul.bench.chaos.check;

import io.proconsul.wire.ClusterState;
import io.proconsul.wire.OperationView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the requests: every accepted one has a command in the log, every command a verdict, every operation an
 * end.
 */
final class Outcomes {
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    private static final String NEEDS_OPERATOR = "NEEDS_OPERATOR";
    private static final String HANDLE_OF_COMMAND = "command.";

    private final Map<String, OperationView> operations = new HashMap<>();
    private final Map<String, ClusterState> clusters = new HashMap<>();
    private final Set<String> judged = new HashSet<>();
    private final Set<String> commands = new HashSet<>();
    private final List<Asked> accepted;

    Outcomes(Evidence evidence) {
        for (var seen : evidence.topics().states()) {
            var state = seen.value();
            clusters.put(state.getScope().getClusterName(), state);
            state.getOperations().forEach(operation -> operations.put(operation.getOperationId(), operation));
            state.getVerdicts().forEach(verdict -> judged.add(verdict.getCommandId()));
        }
        evidence.topics().commands().forEach(seen -> commands.add(seen.value().getCommandId()));
        accepted = evidence.asked().stream().filter(Asked::isAccepted).toList();
    }

    static int underWay(List<Seen<ClusterState>> states) {
        Map<String, String> statuses = new HashMap<>();
        for (var seen : states) {
            seen.value()
                    .getOperations()
                    .forEach(operation -> statuses.put(operation.getOperationId(), operation.getStatus()));
        }
        statuses.values().removeIf(ENDED::contains);
        return statuses.size();
    }

    int accepted() {
        return accepted.size();
    }

    /** The newest state of each cluster by its name. */
    Map<String, ClusterState> clusters() {
        return clusters;
    }

    int succeeded() {
        return count("SUCCEEDED");
    }

    /** Creations that were undone, whether they failed or were cancelled. */
    int compensated() {
        return count("FAILED") + count("CANCELLED");
    }

    int needsOperator() {
        return count(NEEDS_OPERATOR);
    }

    private int count(String status) {
        return (int) operations.values().stream()
                .filter(operation -> operation.getStatus().equals(status))
                .count();
    }

    /** One sentence for each request or command that led nowhere. */
    List<String> lost() {
        var lost = new ArrayList<String>();
        for (var command : commands) {
            if (!judged.contains(command)) {
                lost.add("lost: command " + command + " has no verdict");
            }
        }
        for (var operation : operations.values()) {
            var status = operation.getStatus();
            if (!ENDED.contains(status) && !status.equals(NEEDS_OPERATOR)) {
                lost.add("lost: operation %s (%s) is still %s"
                        .formatted(operation.getOperationId(), operation.getName(), status));
            }
        }
        for (var asked : accepted) {
            if (!isKnown(asked.operation())) {
                lost.add("lost: %s of %s was accepted as %s, of which no topic knows"
                        .formatted(asked.verb(), asked.cluster(), asked.operation()));
            }
        }
        return lost;
    }

    /** A request may have been answered before it was judged: then it is known by its command. */
    private boolean isKnown(String operation) {
        boolean isHandle = operation.startsWith(HANDLE_OF_COMMAND);
        return operation.isEmpty()
                || operations.containsKey(operation)
                || (isHandle && commands.contains(operation.split("\\.", -1)[1]));
    }
}
