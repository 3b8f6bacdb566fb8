package io.proconsul.saga.engine;

import io.proconsul.saga.engine.StepState.Status;
import io.proconsul.saga.engine.Summary.Ending;
import java.util.ArrayList;
import java.util.List;

/** What a saga leaves behind at its end: each step of which something may be there that nobody clears away. */
final class Leftovers {
    private Leftovers() {}

    /** The names of the running saga's steps that leave something if it ends like this. */
    static List<String> of(Draft draft, Ending ending) {
        var definition = draft.run().definition();
        return draft.saga().steps().stream()
                .filter(step -> leaves(step, ending))
                .filter(step -> step.stuck() || definition.step(step.name()).compensation() != null)
                .map(StepState::name)
                .toList();
    }

    /** An optional step that failed halfway is the only one that leaves anything in a saga that succeeds. */
    private static boolean leaves(StepState step, Ending ending) {
        return ending == Ending.SUCCEEDED ? step.status() == Status.SKIPPED : step.status() != Status.UNDONE;
    }

    /** All that is to be cleared away when the running saga has ended; each step of a saga once, so it stays few. */
    static List<Leftover> after(Draft draft, Ending ending) {
        var saga = draft.saga();
        var all = new ArrayList<>(draft.state().life().leftovers());
        for (var step : of(draft, ending)) {
            all.removeIf(
                    known -> known.saga().equals(saga.name()) && known.step().equals(step));
            all.add(new Leftover(saga.operationId(), saga.name(), step));
        }
        return all;
    }
}
