package io.proconsul.gateway.command;

import static java.util.Map.entry;

import io.proconsul.gateway.error.ApiError;
import io.proconsul.wire.ErrorDetail;
import io.proconsul.wire.OperationView;
import java.util.Map;
import java.util.Objects;

/** Which HTTP status a refusal of the orchestrator has; a conflict with what is going on unless listed. */
public final class Rejections {

    /** The code for what only a running cluster can be asked for. */
    public static final String NOT_RUNNING = "ClusterNotRunning";

    private static final Map<String, Integer> STATUS = Map.ofEntries(
            entry("ResourceNotFound", 404),
            entry("ClusterNotFound", 404),
            entry("OperationNotFound", 404),
            entry("SnapshotNotFound", 404),
            entry("PeeringNotFound", 404),
            entry("InvalidCommand", 400),
            entry("InvalidParameter", 400),
            entry("PreconditionFailed", 412),
            entry("TooManyRequests", 429),
            entry("TooManyCommands", 429),
            entry("QueueFull", 429));

    private static final int CONFLICT = 409;

    private static final ErrorDetail UNEXPLAINED = new ErrorDetail("OperationFailed", "The operation failed.", null);

    private Rejections() {}

    public static ApiError error(ErrorDetail reason) {
        return ApiError.of(
                STATUS.getOrDefault(reason.getCode(), CONFLICT),
                reason.getCode(),
                reason.getMessage(),
                reason.getTarget());
    }

    /**
     * The answer to a request whose operation has ended without success. A cancelled one gave way to another, and one that
     * never began was refused when its turn came; everything else is our trouble, not the client's.
     */
    public static ApiError failure(OperationView operation) {
        var reason = Objects.requireNonNullElse(operation.getError(), UNEXPLAINED);
        var gaveWay =
                operation.getStatus().equals("CANCELLED") || reason.getCode().equals(NOT_RUNNING);
        return ApiError.of(gaveWay ? CONFLICT : 500, reason.getCode(), reason.getMessage(), reason.getTarget());
    }
}
