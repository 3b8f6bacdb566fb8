package io.proconsul.gateway.command;

import io.proconsul.gateway.error.ApiError;
import io.proconsul.wire.ErrorDetail;
import java.util.Map;

/** Which HTTP status a refusal of the orchestrator has; a conflict with what is going on unless listed. */
public final class Rejections {

    private static final Map<String, Integer> STATUS = Map.of(
            "ResourceNotFound", 404,
            "ClusterNotFound", 404,
            "OperationNotFound", 404,
            "InvalidCommand", 400,
            "InvalidParameter", 400,
            "PreconditionFailed", 412,
            "TooManyRequests", 429,
            "TooManyCommands", 429,
            "QueueFull", 429);

    private static final int CONFLICT = 409;

    private Rejections() {}

    public static ApiError error(ErrorDetail reason) {
        return ApiError.of(
                STATUS.getOrDefault(reason.getCode(), CONFLICT),
                reason.getCode(),
                reason.getMessage(),
                reason.getTarget());
    }
}
