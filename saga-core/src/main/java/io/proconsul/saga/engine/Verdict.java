package io.proconsul.saga.engine;

import io.proconsul.saga.Rejection;
import org.jspecify.annotations.Nullable;

/** The answer to one command: the operation to follow, or why not. */
public record Verdict(
        String commandId,
        @Nullable String operationId,
        @Nullable Rejection rejection) {
    static Verdict accepted(String commandId, String operationId) {
        return new Verdict(commandId, operationId, null);
    }

    static Verdict rejected(String commandId, Rejection rejection) {
        return new Verdict(commandId, null, rejection);
    }
}
