package io.proconsul.gateway;

import io.proconsul.schemas.Ids;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.ErrorDetail;
import io.proconsul.wire.OperationView;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Snapshot;
import io.proconsul.wire.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Accepts or rejects commands as the real one would, and lets the test move the clusters. */
public final class ScriptedOrchestrator implements Consumer<ClusterCommand> {

    private final InMemoryKafka kafka;
    private final ConcurrentMap<String, ClusterState> clusters = new ConcurrentHashMap<>();
    private final Optional<ErrorDetail> refusal;
    private String outcome = "RUNNING";
    private List<Snapshot> snapshots = List.of();

    public ScriptedOrchestrator(InMemoryKafka kafka) {
        this(kafka, null);
    }

    public ScriptedOrchestrator(InMemoryKafka kafka, @Nullable ErrorDetail refusal) {
        this.kafka = kafka;
        this.refusal = Optional.ofNullable(refusal);
    }

    @Override
    public void accept(ClusterCommand command) {
        var scope = command.getScope();
        var before = before(scope);
        var revision = before.getRevision() + 1;
        var operation = Ids.sagaId(Ids.clusterId(scope, 1), command.getCommandId());
        var verdict = refusal.map(reason -> new Verdict(command.getCommandId(), null, reason, revision))
                .orElseGet(() -> new Verdict(command.getCommandId(), operation, null, revision));
        var verdicts = new ArrayList<>(before.getVerdicts());
        verdicts.add(verdict);
        var operations = new ArrayList<>(before.getOperations());
        if (refusal.isEmpty()) {
            operations.removeIf(known -> known.getOperationId().equals(operation));
            operations.add(Samples.operation(operation, outcome));
        }
        publish(scope, phase(command, before), revision, verdicts, operations);
    }

    private String phase(ClusterCommand command, ClusterState before) {
        if (refusal.isPresent()) {
            return before.getPhase();
        }
        return switch (command.getName()) {
            case "create-cluster", "create-secondary" -> "CREATING";
            case "delete-cluster", "delete-secondary" -> "DELETING";
            default -> before.getPhase();
        };
    }

    /** Operations accepted from now on are at once as far as this. */
    public void endWith(String status) {
        outcome = status;
    }

    /** Running clusters have these from their next move on. */
    public void list(List<Snapshot> known) {
        snapshots = known;
    }

    public void move(Scope scope, String phase) {
        var before = before(scope);
        var operations = before.getOperations().stream()
                .map(operation -> Samples.operation(operation.getOperationId(), "SUCCEEDED"))
                .toList();
        publish(scope, phase, before.getRevision() + 1, before.getVerdicts(), operations);
    }

    /** Ends what is under way without success. */
    public void fail(Scope scope, ErrorDetail reason) {
        var before = before(scope);
        var operations = before.getOperations().stream()
                .map(operation -> OperationView.newBuilder(Samples.operation(operation.getOperationId(), "FAILED"))
                        .setError(reason)
                        .build())
                .toList();
        publish(scope, before.getPhase(), before.getRevision() + 1, before.getVerdicts(), operations);
    }

    private void publish(
            Scope scope, String phase, long revision, List<Verdict> verdicts, List<OperationView> operations) {
        var state = Samples.state(scope, phase, revision, verdicts, operations, snapshots);
        clusters.put(Ids.scopeKey(scope), state);
        kafka.publish(state);
    }

    private ClusterState before(Scope scope) {
        return clusters.getOrDefault(Ids.scopeKey(scope), Samples.state(scope, "ABSENT", 0));
    }
}
