package io.proconsul.gateway.operation;

import io.proconsul.gateway.command.Answer;
import io.proconsul.gateway.command.Rejections;
import io.proconsul.gateway.command.UndecidedCommand;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.view.ClusterView;
import io.proconsul.gateway.view.Group;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.ErrorDetail;
import io.proconsul.wire.OperationView;
import io.proconsul.wire.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;

/** Finds operations, those of deleted clusters included. */
@ApplicationScoped
public class Operations {

    private static final ErrorDetail UNEXPLAINED = new ErrorDetail("OperationFailed", "The operation failed.", null);

    private final ClusterView view;

    public Operations(ClusterView view) {
        this.view = view;
    }

    /**
     * The operation that a command began, as an action's answer has it.
     *
     * @throws io.proconsul.gateway.error.ApiException if the command was rejected, or is not stored
     */
    public Operation begun(Group group, Answer answer) {
        if (answer instanceof Answer.Accepted accepted) {
            return of(accepted.state(), accepted.operationId());
        }
        if (answer instanceof Answer.Undecided undecided) {
            return new Operation(OperationHandle.of(group, undecided.command()), "PENDING", null);
        }
        throw (answer instanceof Answer.Rejected rejected
                        ? Rejections.error(rejected.reason())
                        : ApiError.unavailable(((Answer.Unavailable) answer).message()))
                .asException();
    }

    private static Operation of(ClusterState state, String id) {
        return operation(state, id).orElseGet(() -> new Operation(id, "PENDING", null));
    }

    /** Empty for an id that this resource group has not given out, whoever else may have. */
    Optional<Operation> find(Group group, String id) {
        return OperationHandle.parse(group, id)
                .map(command -> follow(group, command, id))
                .orElseGet(() -> view.inGroup(group).stream()
                        .flatMap(state -> operation(state, id).stream())
                        .findFirst());
    }

    /** A verdict leads on to the operation, or says why there is none. */
    private Optional<Operation> follow(Group group, UndecidedCommand command, String handle) {
        for (var state : view.inGroup(group)) {
            var verdict = command.verdictIn(state);
            if (verdict.isPresent()) {
                return Optional.of(decided(state, verdict.get(), handle));
            }
        }
        return Optional.of(new Operation(handle, "PENDING", null));
    }

    private static Operation decided(ClusterState state, Verdict verdict, String handle) {
        if (verdict.getRejection() != null) {
            return new Operation(handle, "DONE", Status.rejected(verdict.getRejection()));
        }
        return Optional.ofNullable(verdict.getOperationId())
                .flatMap(id -> operation(state, id))
                .map(found -> new Operation(handle, found.state(), found.error()))
                .orElseGet(() -> new Operation(handle, "DONE", null));
    }

    private static Optional<Operation> operation(ClusterState state, String id) {
        return state.getOperations().stream()
                .filter(operation -> operation.getOperationId().equals(id))
                .findFirst()
                .map(Operations::shown);
    }

    private static Operation shown(OperationView operation) {
        var id = operation.getOperationId();
        var error = Objects.requireNonNullElse(operation.getError(), UNEXPLAINED);
        return switch (operation.getStatus()) {
            case "PENDING" -> new Operation(id, "PENDING", null);
            case "SUCCEEDED" -> new Operation(id, "DONE", null);
            case "FAILED" -> new Operation(id, "DONE", Status.failed(error));
            case "CANCELLED" -> new Operation(id, "DONE", Status.cancelled(error));
            default -> new Operation(id, "RUNNING", null);
        };
    }
}
