package io.proconsul.saga.engine;

import io.proconsul.saga.engine.SagaInput.InputLost;
import io.proconsul.saga.engine.SagaInput.Loss;

/**
 * Parks the steps that a lost input may have been meant for, so that nothing waits for ever in silence. Which of them it
 * was cannot be known; the others go on by themselves when what they wait for comes.
 */
final class Parking {
    private final Draft draft;

    Parking(Draft draft) {
        this.draft = draft;
    }

    void park(InputLost lost) {
        var active = draft.state().active();
        if (active == null) {
            return;
        }
        for (var step : active.steps()) {
            var settling = active.turned() && step.direction() == Direction.FORWARD; // its deadline ends it anyway
            if (step.outstanding() && lost.loss() != Loss.WAIT && !settling) {
                draft.effect(new Effect.CancelDeadline(active.operationId(), step.name(), step.epoch(), step.dueAt()));
                draft.emit(new SagaEvent.StepParked(step.parked(lost.why())));
            } else if (step.waiting() && lost.loss() != Loss.ANSWER) {
                draft.emit(new SagaEvent.StepParked(step.parked(lost.why())));
            }
        }
    }
}
