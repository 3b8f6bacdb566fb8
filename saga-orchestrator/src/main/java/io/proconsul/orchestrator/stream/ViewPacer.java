package io.proconsul.orchestrator.stream;

import io.proconsul.saga.engine.Decision;
import io.proconsul.saga.engine.SagaEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides when readers get to see a cluster anew: at once when it answers a command, begins, turns, ends or needs
 * somebody; while steps merely come and go, once in an interval. What was left out is shown at the end of the interval.
 */
final class ViewPacer {
    private final Duration interval;
    private final Map<String, Shown> shown = new HashMap<>();

    private record Shown(Instant at, boolean stale) {}

    ViewPacer(Duration interval) {
        this.interval = interval;
    }

    boolean showsNow(String subject, Decision decision, Instant now) {
        var last = shown.get(subject);
        var show = last == null || !now.isBefore(last.at().plus(interval)) || !onlySteps(decision);
        if (decision.state().active() == null) {
            shown.remove(subject);
        } else {
            shown.put(subject, show || last == null ? new Shown(now, false) : new Shown(last.at(), true));
        }
        return show;
    }

    /** When to look whether something is left to show. */
    Instant lookAgain(String subject, Instant now) {
        var last = shown.get(subject);
        return (last == null ? now : last.at()).plus(interval);
    }

    /** Whether something was left out and its interval is over; it counts as shown from now on. */
    boolean catchesUp(String subject, Instant now) {
        var last = shown.get(subject);
        if (last == null || !last.stale() || now.isBefore(last.at().plus(interval))) {
            return false;
        }
        shown.put(subject, new Shown(now, false));
        return true;
    }

    private static boolean onlySteps(Decision decision) {
        return decision.events().stream().allMatch(ViewPacer::isOfAStepUnderWay);
    }

    private static boolean isOfAStepUnderWay(SagaEvent event) {
        if (event instanceof SagaEvent.StepEnded ended) {
            return !ended.step().stuck();
        }
        return event instanceof SagaEvent.StepDispatched || event instanceof SagaEvent.StepDelayed;
    }
}
