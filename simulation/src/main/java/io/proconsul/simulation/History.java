package io.proconsul.simulation;

import java.util.List;
import java.util.Map;

/**
 * What came of one scenario.
 *
 * @param tally how often what happened: a history in which everything failed proves little
 * @param digest of all that happened: the same scenario always gives the same
 * @param trace in words, if asked for
 */
public record History(
        Scenario scenario,
        long transitions,
        Map<String, Long> tally,
        long digest,
        List<Violation> violations,
        List<String> trace) {
    public History {
        tally = Map.copyOf(tally);
        violations = List.copyOf(violations);
        trace = List.copyOf(trace);
    }

    public boolean failed() {
        return !violations.isEmpty();
    }
}
