package io.proconsul.orchestrator.stream;

import io.proconsul.saga.engine.Decision;
import io.proconsul.saga.engine.SagaEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * Decides when readers get to see a cluster anew: at once when it answers a command, begins, turns, ends, needs somebody
 * or begins a long wait; while steps merely come and go, once in an interval, and all clusters of a partition together
 * only so often. What was left out is shown later. It is kept in memory alone, as is who was shown within the interval:
 * of a cluster that is not heard of, nothing.
 */
final class ViewPacer {
    /** What one round may show: under a load that nobody could follow anyway, steps leave the machine to decisions. */
    static final int ROUND = 5;

    private final Duration interval;
    private final Map<String, Instant> shown = new LinkedHashMap<>();
    private final Map<String, Stale> stale = new HashMap<>();
    private final PriorityQueue<Stale> queue = new PriorityQueue<>(Comparator.comparing(Stale::due));

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
        var show = !onlySteps(decision, now);
        if (show) {
            shown(subject, now);
            stale.remove(subject);
        } else if (!stale.containsKey(subject)) {
            var last = shown.get(subject);
            var left = new Stale(subject, last == null ? now : last.plus(interval), trace);
            stale.put(subject, left);
            queue.add(left);
        }
        return show;
    }

    /** What was left out and has waited for its interval. It counts as shown from now on. */
    List<Stale> takeDue(Instant now) {
        var due = new ArrayList<Stale>();
        while (due.size() < ROUND && !queue.isEmpty() && !queue.peek().due().isAfter(now)) {
            var first = queue.remove();
            if (stale.remove(first.subject(), first)) {
                shown(first.subject(), now);
                due.add(first);
            }
        }
        forget(now.minus(interval));
        return due;
    }

    /** The newest is at the end. */
    private void shown(String subject, Instant now) {
        forget(now.minus(interval));
        shown.remove(subject);
        shown.put(subject, now);
    }

    private void forget(Instant before) {
        var oldest = shown.values().iterator();
        while (oldest.hasNext() && oldest.next().isBefore(before)) {
            oldest.remove();
        }
    }

    /** When the first of what was left out is to be shown, in milliseconds since the epoch; empty if there is none. */
    OptionalLong first() {
        return queue.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(queue.peek().due().toEpochMilli());
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
