package io.proconsul.saga.engine;

import io.proconsul.saga.Retry;
import io.proconsul.saga.Step;
import io.proconsul.saga.engine.StepState.Status;
import org.jspecify.annotations.Nullable;

/** What answers, waits that are over and silence mean for a step. */
final class Answers {
    private final Draft draft;
    private final Dispatch dispatch;

    Answers(Draft draft) {
        this.draft = draft;
        this.dispatch = new Dispatch(draft);
    }

    void answered(SagaInput.TaskAnswered answer) {
        var outstanding = current(answer.sagaId(), answer.step(), answer.epoch());
        if (outstanding == null
                || !(outstanding.outstanding() || outstanding.answerLost())
                || outstanding.attempt() != answer.attempt()) {
            draft.emit(new SagaEvent.StaleIgnored(answer.step(), answer.epoch()));
            return;
        }
        draft.effect(new Effect.CancelDeadline(answer.sagaId(), answer.step(), answer.epoch(), outstanding.dueAt()));
        if (answer.outcome() instanceof Outcome.Succeeded succeeded) {
            succeeded(outstanding, succeeded);
        } else if (answer.outcome() instanceof Outcome.Pending pending) {
            pending(outstanding, pending);
        } else if (answer.outcome() instanceof Outcome.Failed failed) {
            failed(outstanding, failed);
        }
    }

    void timer(SagaInput.TimerFired timer) {
        var step = current(timer.sagaId(), timer.step(), timer.epoch());
        if (step == null || !(step.outstanding() || step.waiting() || step.waitLost())) {
            draft.emit(new SagaEvent.StaleIgnored(timer.step(), timer.epoch()));
        } else if (draft.now().isBefore(step.dueAt())) {
            again(step);
        } else if (step.outstanding()) {
            unanswered(step);
        } else if (step.fault() == null) {
            dispatch.resume(step);
        } else {
            dispatch.retry(step);
        }
    }

    /** It fired too early: nothing happened, but without a new one nothing ever would. */
    private void again(StepState step) {
        var saga = draft.saga().operationId();
        draft.effect(
                step.outstanding()
                        ? new Effect.StartDeadline(saga, step.name(), step.epoch(), step.dueAt())
                        : new Effect.StartTimer(saga, step.name(), step.epoch(), step.dueAt()));
    }

    private @Nullable StepState current(String sagaId, String step, long epoch) {
        var active = draft.state().active();
        if (active == null || !active.operationId().equals(sagaId)) {
            return null;
        }
        return active.step(step).filter(state -> state.epoch() == epoch).orElse(null);
    }

    private void succeeded(StepState step, Outcome.Succeeded succeeded) {
        var undone = step.direction() == Direction.BACKWARD;
        end(step.ended(
                undone ? Status.UNDONE : Status.SUCCEEDED,
                undone ? step.result() : succeeded.reply(),
                undone ? step.fault() : null,
                draft.now()));
    }

    private void pending(StepState step, Outcome.Pending pending) {
        if (settling(step)) {
            interrupted(step);
        } else if (!dispatch.poll(step, pending)) {
            failedForGood(step, timedOut(step));
        }
    }

    private void failed(StepState step, Outcome.Failed failed) {
        if (settling(step)) {
            end(step.ended(Status.FAILED, null, failed.fault(), draft.now()));
            return;
        }
        var goesOn =
                switch (failed.cause()) {
                    case PERMANENT -> false;
                    case TRANSIENT -> dispatch.retryLater(step, failed, policy(step));
                    case UNAVAILABLE -> dispatch.awaitDependency(step, failed, policy(step));
                };
        if (!goesOn) {
            failedForGood(step, failed.fault());
        }
    }

    /** Nobody answered: a worker was lost. That says nothing about the step, so only its time can run out. */
    private void unanswered(StepState step) {
        if (settling(step)) {
            interrupted(step);
        } else if (step.tooLate(draft.now())) {
            failedForGood(step, timedOut(step));
        } else {
            dispatch.retry(step);
        }
    }

    private void failedForGood(StepState step, Fault fault) {
        if (step.direction() == Direction.BACKWARD) {
            end(step.ended(Status.UNDO_STUCK, step.result(), fault, draft.now()));
            return;
        }
        switch (definition(step).onFailure()) {
            case ASK_OPERATOR -> end(step.ended(Status.STUCK, null, fault, draft.now()));
            case GO_ON -> end(step.ended(Status.SKIPPED, null, fault, draft.now()));
            case TURN_BACK -> {
                end(step.ended(Status.FAILED, null, fault, draft.now()));
                Turning.turn(draft, fault, false);
            }
        }
    }

    private void interrupted(StepState step) {
        end(step.ended(
                Status.FAILED,
                null,
                new Fault(Fault.INTERRUPTED, "still under way when the saga turned back"),
                draft.now()));
    }

    private void end(StepState ended) {
        draft.emit(new SagaEvent.StepEnded(ended));
    }

    /** A step on the way forward of a saga that goes back: it may end, but nothing new begins for it. */
    private boolean settling(StepState step) {
        return draft.saga().turned() && step.direction() == Direction.FORWARD;
    }

    private Fault timedOut(StepState step) {
        var what = step.direction() == Direction.FORWARD ? "to finish by " : "to be undone by ";
        return new Fault(
                Fault.TIMED_OUT,
                "expected step " + step.name() + " " + what
                        + step.finishBy().plus(step.outage()) + ", but after attempt " + step.attempt()
                        + " it was not");
    }

    private Retry policy(StepState step) {
        return step.direction() == Direction.FORWARD ? definition(step).retry() : Step.UNDO;
    }

    private Step<?, ?> definition(StepState step) {
        return draft.run().definition().step(step.name());
    }
}
