package io.proconsul.gateway.command;

import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.view.ClusterView;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.OperationView;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Hands a command in and waits at the desk until its operation has ended: for answers that hold an operation's result. */
@ApplicationScoped
public class CompletionDesk {

    private final CommandDesk desk;
    private final ClusterView view;
    private final Duration verdictTimeout;
    private final Duration completionTimeout;

    public CompletionDesk(CommandDesk desk, ClusterView view, GatewayConfig config) {
        this.desk = desk;
        this.view = view;
        this.verdictTimeout = config.verdictTimeout();
        this.completionTimeout = config.completionTimeout();
    }

    /** How long {@link #complete} may wait for the orchestrator, once the command is durable. */
    public Duration patience() {
        return verdictTimeout.plus(completionTimeout);
    }

    public Completion complete(ClusterCommand command) {
        var answer = desk.submit(command);
        if (answer instanceof Answer.Accepted accepted) {
            return await(command.getScope(), state -> endOf(accepted.operationId(), state));
        }
        if (answer instanceof Answer.Undecided undecided) {
            return await(
                    command.getScope(),
                    state -> undecided.command().verdictIn(state).flatMap(verdict -> endOf(verdict, state)));
        }
        return new Completion.Failed(
                answer instanceof Answer.Rejected rejected
                        ? Rejections.error(rejected.reason())
                        : ApiError.unavailable(((Answer.Unavailable) answer).message()));
    }

    private Completion await(Scope scope, Function<ClusterState, Optional<Completion>> end) {
        return view.await(scope, state -> end.apply(state).isPresent(), completionTimeout)
                .flatMap(end)
                .orElseGet(() -> new Completion.Failed(
                        ApiError.unavailable("The operation has not ended in time. Please try the request again.")));
    }

    private static Optional<Completion> endOf(Verdict verdict, ClusterState state) {
        return verdict.getRejection() == null
                ? Optional.ofNullable(verdict.getOperationId()).flatMap(id -> endOf(id, state))
                : Optional.of(new Completion.Failed(Rejections.error(verdict.getRejection())));
    }

    private static Optional<Completion> endOf(String operationId, ClusterState state) {
        return state.getOperations().stream()
                .filter(operation -> operation.getOperationId().equals(operationId))
                .findFirst()
                .flatMap(operation -> ending(operation, state));
    }

    private static Optional<Completion> ending(OperationView operation, ClusterState state) {
        return switch (operation.getStatus()) {
            case "SUCCEEDED" -> Optional.of(new Completion.Succeeded(state));
            case "FAILED", "CANCELLED" -> Optional.of(new Completion.Failed(Rejections.failure(operation)));
            default -> Optional.empty();
        };
    }
}
