package io.proconsul.saga.engine;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What the conversations have made the engine do, all of them together. */
final class Exercised {
    private static final Set<String> NAMES = Collections.synchronizedSet(new TreeSet<>());

    private Exercised() {}

    static Set<String> names() {
        return Set.copyOf(NAMES);
    }

    static void by(SubjectState before, Decision decision) {
        var state = before;
        for (var event : decision.events()) {
            NAMES.add(event.getClass().getSimpleName());
            if (event instanceof SagaEvent.StepDispatched dispatched) {
                moved(state, dispatched.step());
            } else if (event instanceof SagaEvent.StepDelayed delayed) {
                moved(state, delayed.step());
            } else if (event instanceof SagaEvent.StepEnded ended) {
                moved(state, ended.step());
            } else if (event instanceof SagaEvent.StepParked parked) {
                moved(state, parked.step());
            } else if (event instanceof SagaEvent.SagaEnded ended) {
                NAMES.add(ended.summary().kind() + " " + ended.summary().ending());
            } else if (event instanceof SagaEvent.WaitingDropped dropped) {
                NAMES.add("waiting " + dropped.summary().ending());
            }
            state = event.applyTo(state);
        }
        decision.effects().forEach(effect -> NAMES.add(effect.getClass().getSimpleName()));
    }

    private static void moved(SubjectState state, StepState step) {
        var status = state.running().step(step.name()).map(StepState::status).orElse(null);
        NAMES.add(StepMoves.name(status, step.status()));
    }
}
