package io.proconsul.saga.engine;

import static io.proconsul.saga.engine.StepState.Status.ANSWER_LOST;
import static io.proconsul.saga.engine.StepState.Status.DISPATCHED;
import static io.proconsul.saga.engine.StepState.Status.FAILED;
import static io.proconsul.saga.engine.StepState.Status.SKIPPED;
import static io.proconsul.saga.engine.StepState.Status.STUCK;
import static io.proconsul.saga.engine.StepState.Status.SUCCEEDED;
import static io.proconsul.saga.engine.StepState.Status.UNDOING;
import static io.proconsul.saga.engine.StepState.Status.UNDONE;
import static io.proconsul.saga.engine.StepState.Status.UNDO_ANSWER_LOST;
import static io.proconsul.saga.engine.StepState.Status.UNDO_SKIPPED;
import static io.proconsul.saga.engine.StepState.Status.UNDO_STUCK;
import static io.proconsul.saga.engine.StepState.Status.UNDO_WAITING;
import static io.proconsul.saga.engine.StepState.Status.UNDO_WAIT_LOST;
import static io.proconsul.saga.engine.StepState.Status.WAITING;
import static io.proconsul.saga.engine.StepState.Status.WAIT_LOST;

import io.proconsul.saga.engine.StepState.Status;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every way that a step can go. A move that is not here is a bug of the engine and refused; one that no test makes is
 * found by a test.
 */
public final class StepMoves {
    private static final Map<Status, Set<Status>> FROM = new EnumMap<>(Status.class);

    static {
        from(DISPATCHED, DISPATCHED, WAITING, SUCCEEDED, FAILED, SKIPPED, STUCK, ANSWER_LOST);
        from(ANSWER_LOST, DISPATCHED, WAITING, SUCCEEDED, FAILED, SKIPPED, STUCK);
        from(WAITING, DISPATCHED, FAILED, WAIT_LOST);
        from(WAIT_LOST, DISPATCHED, FAILED);
        from(SUCCEEDED, UNDOING, UNDONE);
        from(FAILED, UNDOING, UNDONE);
        from(SKIPPED, UNDOING, UNDONE);
        from(STUCK, DISPATCHED, SKIPPED, FAILED);
        from(UNDOING, UNDOING, UNDO_WAITING, UNDONE, UNDO_STUCK, UNDO_ANSWER_LOST);
        from(UNDO_ANSWER_LOST, UNDOING, UNDO_WAITING, UNDONE, UNDO_STUCK, UNDO_SKIPPED);
        from(UNDO_WAITING, UNDOING, UNDO_WAIT_LOST);
        from(UNDO_WAIT_LOST, UNDOING, UNDO_SKIPPED);
        from(UNDO_STUCK, UNDOING, UNDO_SKIPPED);
        from(UNDONE);
        from(UNDO_SKIPPED);
    }

    private StepMoves() {}

    private static void from(Status status, Status... next) {
        var allowed = EnumSet.noneOf(Status.class);
        allowed.addAll(Set.of(next));
        FROM.put(status, allowed);
    }

    /** A move in words, as {@code DISPATCHED->WAITING}; a step begins with {@code NEW->DISPATCHED}. */
    public static String name(@Nullable Status from, Status to) {
        return (from == null ? "NEW" : from.name()) + "->" + to.name();
    }

    /** The names of all moves. */
    public static Set<String> names() {
        var names = new TreeSet<String>();
        names.add(name(null, DISPATCHED));
        FROM.forEach((from, next) -> next.forEach(to -> names.add(name(from, to))));
        return names;
    }

    static void require(@Nullable StepState before, StepState after) {
        var from = before == null ? null : before.status();
        var legal = from == null
                ? after.status() == DISPATCHED
                : FROM.getOrDefault(from, Set.of()).contains(after.status());
        if (!legal) {
            throw new IllegalStateException("expected step " + after.name() + " to go from " + from + " to one of "
                    + (from == null ? Set.of(DISPATCHED) : FROM.get(from)) + ", but it goes to " + after.status());
        }
    }
}
