package io.proconsul.simulation;

import io.proconsul.saga.engine.SagaEvent;
import io.proconsul.saga.engine.StepState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which way the steps of running sagas go, from status to status. */
final class Moves {
    private static final String NEW = "NEW";

    private final Map<String, Map<String, String>> statuses = new HashMap<>();

    /** The move that the event makes, as {@code DISPATCHED->WAITING}; empty if it moves no step. */
    Optional<String> see(String subject, SagaEvent event) {
        if (event instanceof SagaEvent.SagaStarted) {
            statuses.remove(subject);
        }
        return moved(event).map(step -> {
            var status = step.status().name();
            var before =
                    statuses.computeIfAbsent(subject, name -> new HashMap<>()).put(step.name(), status);
            return (before == null ? NEW : before) + "->" + status;
        });
    }

    private static Optional<StepState> moved(SagaEvent event) {
        if (event instanceof SagaEvent.StepDispatched dispatched) {
            return Optional.of(dispatched.step());
        } else if (event instanceof SagaEvent.StepDelayed delayed) {
            return Optional.of(delayed.step());
        } else if (event instanceof SagaEvent.StepEnded ended) {
            return Optional.of(ended.step());
        }
        return Optional.empty();
    }
}
