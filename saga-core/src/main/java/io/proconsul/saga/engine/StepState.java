package io.proconsul.saga.engine;

import io.proconsul.saga.Payload;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one step that has begun stands.
 *
 * @param attempt the number of the newest attempt in the present direction, from 1; a poll is no new attempt
 * @param failures how many attempts have counted as failed
 * @param epoch the fencing number of the newest task
 * @param dueAt until when the outstanding task may go unanswered, or the wait lasts
 * @param finishBy when the step has taken too long, outages apart
 * @param outage how long it has waited for dependencies that were unavailable: that much later it may finish
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
        Duration outage,
        @Nullable Instant endedAt,
        @Nullable String continuation,
        @Nullable Payload result,
        @Nullable Fault fault) {

    /** {@link StepMoves} says which may follow which. */
    public enum Status {
        /** A task is outstanding. */
        DISPATCHED,
        /** Between two tasks: a poll or a retry is scheduled. */
        WAITING,
        SUCCEEDED,
        /** For good; its side effects may have happened all the same. */
        FAILED,
        /** The saga went on without it: it was optional, or an operator took it as done. */
        SKIPPED,
        /** Out of retries where giving up is not allowed: an operator decides. */
        STUCK,
        UNDOING,
        UNDO_WAITING,
        UNDONE,
        /** An operator let it be on the way back. */
        UNDO_SKIPPED,
        /** Out of retries on the way back: an operator decides. */
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
        return status == Status.SUCCEEDED || status == Status.FAILED || status == Status.SKIPPED;
    }

    Direction direction() {
        return switch (status) {
            case UNDOING, UNDO_WAITING, UNDONE, UNDO_SKIPPED, UNDO_STUCK, UNDO_ANSWER_LOST, UNDO_WAIT_LOST ->
                Direction.BACKWARD;
            case DISPATCHED, WAITING, SUCCEEDED, FAILED, SKIPPED, STUCK, ANSWER_LOST, WAIT_LOST -> Direction.FORWARD;
        };
    }

    /** Whether it must not go on until then. */
    boolean tooLate(Instant at) {
        return at.isAfter(finishBy.plus(outage));
    }

    static StepState begun(String name, Instant at, Instant limit) {
        return new StepState(name, Status.DISPATCHED, 1, 0, 0, at, at, limit, Duration.ZERO, null, null, null, null);
    }

    /** The same step at the beginning of its way back. */
    StepState turned(Instant at, Instant limit) {
        return new StepState(
                name, Status.UNDOING, 1, 0, epoch, startedAt, at, limit, Duration.ZERO, null, null, result, fault);
    }

    StepState dispatched(int number, long with, Instant answerBy) {
        var to = direction() == Direction.FORWARD ? Status.DISPATCHED : Status.UNDOING;
        return new StepState(
                name,
                to,
                number,
                failures,
                with,
                startedAt,
                answerBy,
                finishBy,
                outage,
                endedAt,
                continuation,
                result,
                fault);
    }

    /** Until the next poll: the same attempt goes on. */
    StepState polling(String next, Instant until) {
        return waiting(failures, outage, next, null, until);
    }

    /** Until the next attempt, after a failure that counts. */
    StepState failing(Fault why, Instant until) {
        return waiting(failures + 1, outage, continuation, why, until);
    }

    /** Until the next attempt, after one that says nothing about the step. */
    StepState unavailable(Fault why, Duration lost, Instant until) {
        return waiting(failures, outage.plus(lost), continuation, why, until);
    }

    private StepState waiting(int counted, Duration lost, @Nullable String next, @Nullable Fault why, Instant until) {
        var to = direction() == Direction.FORWARD ? Status.WAITING : Status.UNDO_WAITING;
        return new StepState(
                name, to, attempt, counted, epoch, startedAt, until, finishBy, lost, endedAt, next, result, why);
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
                name,
                to,
                attempt,
                failures,
                epoch,
                startedAt,
                dueAt,
                finishBy,
                outage,
                endedAt,
                continuation,
                result,
                why);
    }

    StepState ended(Status to, @Nullable Payload answer, @Nullable Fault why, Instant at) {
        return new StepState(
                name, to, attempt, failures, epoch, startedAt, dueAt, finishBy, outage, at, null, answer, why);
    }

    /** With all its attempts and all its time before it again. */
    StepState afresh(Instant limit) {
        return new StepState(
                name,
                status,
                attempt,
                0,
                epoch,
                startedAt,
                dueAt,
                limit,
                Duration.ZERO,
                null,
                continuation,
                result,
                fault);
    }
}
