package io.proconsul.saga.engine;

import io.proconsul.saga.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
        return any(StepState::stuck);
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

    /** Whether a task is outstanding, or a wait not over. */
    boolean underWay() {
        return any(step -> step.outstanding() || step.waiting());
    }

    /** The newest step of which something may be there that nobody has begun to undo. */
    @Nullable StepState lastToUndo() {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).toUndo()) {
                return steps.get(i);
            }
        }
        return null;
    }

    // Plain loops: every decision asks this of every step of the plan.

    private boolean any(Predicate<StepState> is) {
        for (int i = 0; i < steps.size(); i++) {
            if (is.test(steps.get(i))) {
                return true;
            }
        }
        return false;
    }

    private int place(String step) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).name().equals(step)) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable StepState find(String step) {
        var place = place(step);
        return place < 0 ? null : steps.get(place);
    }

    SagaState with(StepState changed) {
        var place = place(changed.name());
        StepMoves.require(place < 0 ? null : steps.get(place), changed);
        var next = steps.toArray(new StepState[place < 0 ? steps.size() + 1 : steps.size()]);
        next[place < 0 ? steps.size() : place] = changed;
        return new SagaState(operationId, commandId, name, version, input, startedAt, List.of(next), cause, cancelled);
    }

    SagaState turned(Fault why, boolean onRequest) {
        return new SagaState(operationId, commandId, name, version, input, startedAt, steps, why, onRequest);
    }
}
