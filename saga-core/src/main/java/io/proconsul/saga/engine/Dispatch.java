package io.proconsul.saga.engine;

import io.proconsul.saga.Retry;
import io.proconsul.saga.Step;
import io.proconsul.saga.engine.StepState.Status;
import java.time.Duration;
import java.time.Instant;

/** Sends tasks, and puts steps to wait. */
final class Dispatch {
    /** The way back takes as long as it takes, but not for ever. */
    private static final Duration UNDO_WITHIN = Duration.ofDays(7);

    /** While a dependency is down, waits grow no longer than after this many attempts: it may be back soon. */
    private static final int LONGEST_UNAVAILABLE = 5;

    private final Draft draft;

    Dispatch(Draft draft) {
        this.draft = draft;
    }

    void begin(Step<?, ?> step) {
        send(StepState.begun(step.name(), draft.now(), draft.now().plus(step.finishWithin())), 1);
    }

    /** @return whether there was anything to undo by a task */
    boolean undo(StepState step) {
        var now = draft.now();
        var undoing = step.turned(now, now.plus(UNDO_WITHIN));
        if (draft.run().command(step.name(), Direction.BACKWARD).isEmpty()) {
            draft.emit(new SagaEvent.StepEnded(undoing.ended(Status.UNDONE, step.result(), step.fault(), now)));
            return false;
        }
        send(undoing, 1);
        return true;
    }

    /** The same attempt goes on: a poll. */
    void resume(StepState step) {
        send(step, step.attempt());
    }

    /** A new attempt. */
    void retry(StepState step) {
        send(step, step.attempt() + 1);
    }

    void unstick(StepState step) {
        var definition = draft.run().definition().step(step.name());
        var limit = step.direction() == Direction.FORWARD ? definition.finishWithin() : UNDO_WITHIN;
        retry(step.afresh(draft.now().plus(limit)));
    }

    private void send(StepState step, int attempt) {
        var saga = draft.saga();
        var run = draft.run();
        var definition = run.definition().step(step.name());
        var direction = step.direction();
        var epoch = draft.state().epoch() + 1;
        var answerBy = draft.now().plus(definition.answerWithin());
        var command = run.command(step.name(), direction)
                .orElseThrow(() -> new IllegalStateException("nothing undoes step " + step.name()));
        draft.emit(new SagaEvent.StepDispatched(step.dispatched(attempt, epoch, answerBy)));
        draft.effect(new Effect.SendTask(
                saga.operationId(),
                step.name(),
                direction,
                definition.worker(),
                attempt,
                epoch,
                draft.messages().encode(command),
                step.continuation(),
                answerBy));
        draft.effect(new Effect.StartDeadline(saga.operationId(), step.name(), epoch, answerBy));
    }

    /** @return whether the step has the time for it */
    boolean poll(StepState step, Outcome.Pending pending) {
        var until = draft.now().plus(pending.checkAfter());
        return !step.tooLate(until) && delay(step.polling(pending.continuation(), until), until);
    }

    /** @return whether the step has another attempt, and the time for it */
    boolean retryLater(StepState step, Outcome.Failed failed, Retry policy) {
        var failures = step.failures() + 1;
        var until = draft.now().plus(wait(policy, failures, failed));
        return !policy.exhausted(failures) && !step.tooLate(until) && delay(step.failing(failed.fault(), until), until);
    }

    /** @return whether the outage has not lasted too long */
    boolean awaitDependency(StepState step, Outcome.Failed failed, Retry policy) {
        var wait = wait(policy, Math.min(step.attempt(), LONGEST_UNAVAILABLE), failed);
        var until = draft.now().plus(wait);
        return step.outage().plus(wait).compareTo(Step.OUTAGE) <= 0
                && delay(step.unavailable(failed.fault(), wait, until), until);
    }

    /** The policy's wait, or the one that was asked for if it is longer. */
    private static Duration wait(Retry policy, int failures, Outcome.Failed failed) {
        var wait = policy.delayAfter(failures);
        var asked = failed.retryAfter();
        return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
    }

    private boolean delay(StepState waiting, Instant until) {
        draft.emit(new SagaEvent.StepDelayed(waiting));
        draft.effect(new Effect.StartTimer(draft.saga().operationId(), waiting.name(), waiting.epoch(), until));
        return true;
    }
}
