package io.proconsul.saga.engine;

import java.util.List;
import java.util.Optional;

/**
 * What an input leads to.
 *
 * @param state the state after the events; unchanged if there are none
 * @param ended the sagas that ended in this transition, as they were at their end
 */
public record Decision(SubjectState state, List<SagaEvent> events, List<Effect> effects, List<SagaState> ended) {
    public Decision {
        events = List.copyOf(events);
        effects = List.copyOf(effects);
        ended = List.copyOf(ended);
    }

    /** Whether the state changed; what was merely ignored is counted, not recorded. */
    public boolean transition() {
        return changes(events);
    }

    static boolean changes(List<SagaEvent> events) {
        for (var event : events) {
            if (!(event instanceof SagaEvent.StaleIgnored)) {
                return true;
            }
        }
        return false;
    }

    public Optional<SagaState> lastEnded() {
        return ended.isEmpty() ? Optional.empty() : Optional.of(ended.get(ended.size() - 1));
    }
}
