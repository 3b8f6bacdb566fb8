package io.proconsul.saga.engine;

import io.proconsul.saga.engine.StepState.Status;

/** Makes a saga go back: what waits stops at once, what is outstanding settles first. */
final class Turning {
    private Turning() {}

    static void turn(Draft draft, Fault cause, boolean cancelled) {
        draft.emit(new SagaEvent.SagaTurned(cause, cancelled));
        var interrupted = new Fault(Fault.INTERRUPTED, "stopped because the saga turned back: " + cause.code());
        for (var step : draft.saga().steps()) {
            if (step.direction() == Direction.FORWARD && (step.waiting() || step.stuck())) {
                draft.emit(new SagaEvent.StepEnded(step.ended(Status.FAILED, null, interrupted, draft.now())));
            }
        }
    }
}
