package io.proconsul.saga.engine;

import io.proconsul.saga.Payload;
import java.time.Instant;

/** What can happen to a subject. */
public sealed interface SagaInput {

    /**
     * Someone asks for a saga.
     *
     * @param commandId the same request always carries the same id
     * @param name the saga's name
     * @param issuedAt when the edge wrote it; tells a repeated delivery from a new request
     * @param precondition without which it is rejected
     */
    record StartRequested(String commandId, String name, Payload command, Instant issuedAt, Precondition precondition)
            implements SagaInput {
        public StartRequested(String commandId, String name, Payload command, Instant issuedAt) {
            this(commandId, name, command, issuedAt, new Precondition.None());
        }
    }

    /** A worker answers the task with this epoch. */
    record TaskAnswered(String sagaId, String step, int attempt, long epoch, Outcome outcome) implements SagaInput {}

    /** A wait is over, or a task has gone unanswered: a hint, checked against the state. */
    record TimerFired(String sagaId, String step, long epoch) implements SagaInput {}

    record CancelRequested(String commandId, String operationId) implements SagaInput {}

    /** An operator decides about the steps that are stuck. */
    record StuckResolved(String commandId, String operationId, Resolution resolution, String reason)
            implements SagaInput {}

    /** Something came for the subject that could not be read or not be decided on: perhaps what a step waits for. */
    record InputLost(Loss loss, Fault why) implements SagaInput {}

    /** What an input may have been that was lost. */
    enum Loss {
        /** The answer to a task. */
        ANSWER,
        /** The end of a wait. */
        WAIT,
        EITHER
    }

    enum Resolution {
        RETRY,
        SKIP,
        ABANDON
    }
}
