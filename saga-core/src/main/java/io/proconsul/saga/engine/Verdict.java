package io.proconsul.saga.engine;

import io.proconsul.saga.Rejection;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one command: the operation to follow, or why not.
 *
 * @param issuedAt of the command, where it has one: with the id, it tells a record delivered again from a new request
 * @param revision the subject's revision with which it was given: tells it from the answer to an earlier command with
 *     the same id
 */
public record Verdict(
        String commandId,
        @Nullable Instant issuedAt,
        @Nullable String operationId,
        @Nullable Rejection rejection,
        long revision) {

    boolean answers(String command, @Nullable Instant time) {
        return commandId.equals(command) && Objects.equals(issuedAt, time);
    }

    Verdict repeated(long now) {
        return new Verdict(commandId, issuedAt, operationId, rejection, now);
    }
}
