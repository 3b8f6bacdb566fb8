package io.proconsul.saga.engine;

import io.proconsul.saga.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one step that has begun stands.
 *
 * @param attempt the number of the newest attempt in the present direction, from 1; a poll is no new attempt
 * @param failures how many attempts have counted as failed
 * @param epoch the fencing number of the newest task
 * @param dueAt until when the outstanding task may go unanswered, or the wait lasts
 * @param finishBy when the step has taken too long
 * @param continuation what the last Pending answer left for the next task
 */
public record StepState(
        String name,
        Status status,
        int attempt,
        int failures,
        long epoch,
        Instant startedAt,
        Instant dueAt,
        Instant finishBy,
        @Nullable Instant endedAt,
        @Nullable String continuation,
        @Nullable Payload result,
        @Nullable Fault fault) {

    public enum Status {
        /** A task is outstanding. */
        DISPATCHED,
        /** Between two tasks: a poll or a retry is scheduled. */
        WAITING,
        SUCCEEDED,
        /** For good; its side effects may have happened all the same. */
        FAILED,
        UNDOING,
        UNDO_WAITING,
        UNDONE,
        /** The saga went on without it: it was optional, or an operator took it as done. */
        SKIPPED,
        /** Out of retries where giving up is not allowed: an operator decides. */
        STUCK,
        /** The same on the way back. */
        UNDO_STUCK,
        /** An answer came that could not be read, perhaps its own: an operator decides, unless its own still comes. */
        ANSWER_LOST,
        /** The same for the end of a wait. */
        WAIT_LOST,
        UNDO_ANSWER_LOST,
        UNDO_WAIT_LOST
    }

    /** A task of it is under way. */
    public boolean outstanding() {
        return status == Status.DISPATCHED || status == Status.UNDOING;
    }

    /** It is between two tasks. */
    public boolean waiting() {
        return status == Status.WAITING || status == Status.UNDO_WAITING;
    }

    /** Only an operator can help it on. */
    public boolean stuck() {
        return status == Status.STUCK || status == Status.UNDO_STUCK || answerLost() || waitLost();
    }

    boolean answerLost() {
        return status == Status.ANSWER_LOST || status == Status.UNDO_ANSWER_LOST;
    }

    boolean waitLost() {
        return status == Status.WAIT_LOST || status == Status.UNDO_WAIT_LOST;
    }

    /** Whether its plan may go on behind it. */
    boolean done() {
        return status == Status.SUCCEEDED || status == Status.SKIPPED;
    }

    /** Whether it may have left something behind that nobody has begun to undo. */
    boolean toUndo() {
        return status == Status.SUCCEEDED || status == Status.FAILED;
    }

    Direction direction() {
        return switch (status) {
            case UNDOING, UNDO_WAITING, UNDONE, UNDO_STUCK, UNDO_ANSWER_LOST, UNDO_WAIT_LOST -> Direction.BACKWARD;
            case DISPATCHED, WAITING, SUCCEEDED, FAILED, SKIPPED, STUCK, ANSWER_LOST, WAIT_LOST -> Direction.FORWARD;
        };
    }

    StepState dispatched(Status to, int number, long with, Instant answerBy) {
        return new StepState(
                name, to, number, failures, with, startedAt, answerBy, finishBy, endedAt, continuation, result, fault);
    }

    StepState waiting(int counted, @Nullable String next, @Nullable Fault why, Instant until, Instant limit) {
        var to = direction() == Direction.BACKWARD ? Status.UNDO_WAITING : Status.WAITING;
        return new StepState(name, to, attempt, counted, epoch, startedAt, until, limit, endedAt, next, result, why);
    }

    /** Keeps its attempt, epoch and continuation: what it waited for is still the same. */
    StepState parked(Fault why) {
        var to =
                switch (status) {
                    case DISPATCHED -> Status.ANSWER_LOST;
                    case UNDOING -> Status.UNDO_ANSWER_LOST;
                    case WAITING -> Status.WAIT_LOST;
                    case UNDO_WAITING -> Status.UNDO_WAIT_LOST;
                    default ->
                        throw new IllegalStateException("expected step " + name + " to wait, but it is " + status);
                };
        return new StepState(
                name, to, attempt, failures, epoch, startedAt, dueAt, finishBy, endedAt, continuation, result, why);
    }

    StepState ended(Status to, @Nullable Payload answer, @Nullable Fault why, Instant at) {
        return new StepState(name, to, attempt, failures, epoch, startedAt, dueAt, finishBy, at, null, answer, why);
    }

    StepState afresh(Instant limit) {
        return new StepState(
                name, status, attempt, 0, epoch, startedAt, dueAt, limit, null, continuation, result, fault);
    }
}
