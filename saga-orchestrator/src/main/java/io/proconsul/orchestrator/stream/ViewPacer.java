package io.proconsul.orchestrator.stream;

import io.proconsul.saga.engine.Decision;
import io.proconsul.saga.engine.SagaEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Decides when readers get to see a cluster anew: at once when it answers a command, begins, turns, ends, needs somebody
 * or begins a long wait; while steps merely come and go, once in an interval, and all clusters of a partition together
 * only so often. What was left out is shown later. It is kept in memory alone, so after a restart all that is under way
 * is shown once.
 */
final class ViewPacer {
    /** What one round may show: under a load that nobody could follow anyway, steps leave the machine to decisions. */
    private static final int ROUND = 5;

    private final Duration interval;
    private final Map<String, Shown> shown = new HashMap<>();
    private final PriorityQueue<Stale> stale = new PriorityQueue<>(Comparator.comparing(Stale::due));

    private record Shown(Instant at, boolean stale) {}

    /**
     * A subject of which readers do not have the newest.
     *
     * @param due when they are to have it
     * @param trace of what was left out
     */
    record Stale(String subject, Instant due, String trace) {}

    ViewPacer(Duration interval) {
        this.interval = interval;
    }

    /** @param trace of the decision, in which it is shown later if not now */
    boolean showsNow(Decision decision, Instant now, String trace) {
        var subject = decision.state().key();
        var last = shown.get(subject);
        var show = last == null || !onlySteps(decision, now);
        if (decision.state().active() == null) {
            shown.remove(subject);
        } else if (show) {
            shown.put(subject, new Shown(now, false));
        } else if (last != null && !last.stale()) {
            leaveOut(subject, last.at(), trace);
        }
        return show;
    }

    /** Readers lack what happened to it after they were shown it last: they get it when the interval is over. */
    void leaveOut(String subject, Instant lastShown, String trace) {
        shown.put(subject, new Shown(lastShown, true));
        stale.add(new Stale(subject, lastShown.plus(interval), trace));
    }

    /** What was left out and has waited for its interval. It counts as shown from now on. */
    List<Stale> takeDue(Instant now) {
        var due = new ArrayList<Stale>();
        while (due.size() < ROUND && !stale.isEmpty() && !stale.peek().due().isAfter(now)) {
            var first = stale.remove();
            var last = shown.get(first.subject());
            if (last != null && last.stale() && !last.at().plus(interval).isAfter(now)) {
                shown.put(first.subject(), new Shown(now, false));
                due.add(first);
            }
        }
        return due;
    }

    private static boolean onlySteps(Decision decision, Instant now) {
        return decision.events().stream().allMatch(event -> isOfAStepUnderWay(event, now));
    }

    private static boolean isOfAStepUnderWay(SagaEvent event, Instant now) {
        if (event instanceof SagaEvent.StepEnded ended) {
            return !ended.step().stuck();
        } else if (event instanceof SagaEvent.StepDelayed delayed) {
            return !Consequences.isLong(Duration.between(now, delayed.step().dueAt()));
        }
        return event instanceof SagaEvent.StepDispatched;
    }
}
