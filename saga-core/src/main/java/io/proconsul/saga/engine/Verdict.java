package io.proconsul.saga.engine;

import io.proconsul.saga.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one command: the operation to follow, or why not.
 *
 * @param revision the subject's revision with which it was given: tells it from the answer to an earlier command with
 *     the same id
 */
public record Verdict(
        String commandId,
        @Nullable String operationId,
        @Nullable Rejection rejection,
        long revision) {}
