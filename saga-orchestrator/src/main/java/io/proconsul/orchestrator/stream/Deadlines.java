package io.proconsul.orchestrator.stream;

import io.proconsul.saga.engine.SagaState;
import io.proconsul.saga.engine.StepState;
import io.proconsul.wire.Timer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a running saga waits for, as its state has it. */
final class Deadlines {
    private Deadlines() {}

    static List<Timer> due(SagaState saga, Instant now) {
        return saga.steps().stream()
                .filter(step -> step.outstanding() || step.waiting())
                .filter(step -> !step.dueAt().isAfter(now))
                .map(step -> new Timer(saga.operationId(), step.name(), step.epoch(), now))
                .toList();
    }

    /** When to look at it again; the end of a longer wait comes out of a delay topic. */
    static Optional<Instant> next(SagaState saga, Instant now) {
        var near = now.plus(Consequences.SHORTEST_DELAY);
        return saga.steps().stream()
                .filter(step ->
                        step.outstanding() || (step.waiting() && step.dueAt().isBefore(near)))
                .map(StepState::dueAt)
                .min(Comparator.naturalOrder());
    }
}
