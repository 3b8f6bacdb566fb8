package io.proconsul.saga.engine;

import io.proconsul.saga.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A running saga.
 *
 * @param steps those that have begun, in the order in which they began
 * @param cause why it turned back; null while it goes forward
 * @param cancelled whether it turned because someone asked for it
 */
public record SagaState(
        String operationId,
        String commandId,
        String name,
        int version,
        Payload input,
        Instant startedAt,
        List<StepState> steps,
        @Nullable Fault cause,
        boolean cancelled) {

    public SagaState {
        steps = List.copyOf(steps);
    }

    public boolean turned() {
        return cause != null;
    }

    /** Whether only an operator can help it on. */
    public boolean needsOperator() {
        return steps.stream().anyMatch(StepState::stuck);
    }

    public Optional<StepState> step(String step) {
        return Optional.ofNullable(find(step));
    }

    boolean done(String step) {
        var found = find(step);
        return found != null && found.done();
    }

    boolean begun(String step) {
        return find(step) != null;
    }

    /** A plain loop: every decision asks this of every step of the plan. */
    private @Nullable StepState find(String step) {
        for (var state : steps) {
            if (state.name().equals(step)) {
                return state;
            }
        }
        return null;
    }

    SagaState with(StepState changed) {
        var next = new ArrayList<>(steps);
        for (int i = 0; i < next.size(); i++) {
            if (next.get(i).name().equals(changed.name())) {
                next.set(i, changed);
                return withSteps(next);
            }
        }
        next.add(changed);
        return withSteps(next);
    }

    private SagaState withSteps(List<StepState> next) {
        return new SagaState(operationId, commandId, name, version, input, startedAt, next, cause, cancelled);
    }

    SagaState turned(Fault why, boolean onRequest) {
        return new SagaState(operationId, commandId, name, version, input, startedAt, steps, why, onRequest);
    }
}
