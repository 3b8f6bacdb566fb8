package io.proconsul.saga.engine;

import io.proconsul.saga.Payload;
import io.proconsul.saga.Retry;
import io.proconsul.saga.Step;
import io.proconsul.saga.engine.StepState.Status;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sends tasks, and puts steps to wait. */
final class Dispatch {
    /** The way back takes as long as it takes. */
    private static final Duration UNDO_WITHIN = Duration.ofDays(365);

    private final Draft draft;

    Dispatch(Draft draft) {
        this.draft = draft;
    }

    void begin(Step<?, ?> step) {
        var now = draft.now();
        send(new StepState(
                step.name(),
                Status.DISPATCHED,
                1,
                0,
                0,
                now,
                now,
                now.plus(step.finishWithin()),
                null,
                null,
                null,
                null));
    }

    /** @return whether there was anything to undo by a task */
    boolean undo(StepState step) {
        var now = draft.now();
        var undoing = new StepState(
                step.name(),
                Status.UNDOING,
                1,
                0,
                step.epoch(),
                step.startedAt(),
                now,
                now.plus(UNDO_WITHIN),
                null,
                null,
                step.result(),
                step.fault());
        if (draft.run().command(step.name(), Direction.BACKWARD).isEmpty()) {
            draft.emit(new SagaEvent.StepEnded(undoing.ended(Status.UNDONE, step.result(), step.fault(), now)));
            return false;
        }
        send(undoing);
        return true;
    }

    /** The same attempt goes on: a poll. */
    void resume(StepState step) {
        send(step);
    }

    /** A new attempt. */
    void retry(StepState step) {
        send(step.dispatched(step.status(), step.attempt() + 1, step.epoch(), step.dueAt()));
    }

    void unstick(StepState step) {
        var definition = draft.run().definition().step(step.name());
        var limit = step.direction() == Direction.FORWARD ? definition.finishWithin() : UNDO_WITHIN;
        retry(step.afresh(draft.now().plus(limit)));
    }

    private void send(StepState step) {
        var saga = draft.saga();
        var run = draft.run();
        var definition = run.definition().step(step.name());
        var direction = step.direction();
        var epoch = draft.state().epoch() + 1;
        var answerBy = draft.now().plus(definition.answerWithin());
        var command = run.command(step.name(), direction)
                .orElseThrow(() -> new IllegalStateException("nothing undoes step " + step.name()));
        var status = direction == Direction.FORWARD ? Status.DISPATCHED : Status.UNDOING;
        draft.emit(new SagaEvent.StepDispatched(step.dispatched(status, step.attempt(), epoch, answerBy)));
        Payload encoded = draft.messages().encode(command);
        draft.effect(new Effect.SendTask(
                saga.operationId(),
                step.name(),
                direction,
                definition.worker(),
                step.attempt(),
                epoch,
                encoded,
                step.continuation(),
                answerBy));
        draft.effect(new Effect.StartDeadline(saga.operationId(), step.name(), epoch, answerBy));
    }

    void poll(StepState step, Outcome.Pending pending) {
        delay(step, step.failures(), pending.continuation(), null, draft.now().plus(pending.checkAfter()), false);
    }

    /** @param counted whether the failure uses up an attempt and the step's time */
    void scheduleRetry(StepState step, Outcome.Failed failed, Retry policy, boolean counted) {
        var failures = step.failures() + (counted ? 1 : 0);
        var wait = policy.delayAfter(counted ? failures : Math.min(step.attempt(), 5));
        var asked = failed.retryAfter();
        if (asked != null && asked.compareTo(wait) > 0) {
            wait = asked;
        }
        delay(step, failures, step.continuation(), failed.fault(), draft.now().plus(wait), !counted);
    }

    private void delay(
            StepState step,
            int failures,
            @Nullable String continuation,
            @Nullable Fault fault,
            Instant until,
            boolean free) {
        var limit = free ? step.finishBy().plus(Duration.between(draft.now(), until)) : step.finishBy();
        draft.emit(new SagaEvent.StepDelayed(step.waiting(failures, continuation, fault, until, limit)));
        draft.effect(new Effect.StartTimer(draft.saga().operationId(), step.name(), step.epoch(), until));
    }
}
