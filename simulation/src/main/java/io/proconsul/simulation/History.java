package io.proconsul.simulation;

import java.util.List;

/**
 * What came of one scenario.
 *
 * @param digest of all that happened: the same scenario always gives the same
 * @param trace in words, if asked for
 */
public record History(
        Scenario scenario, long transitions, Tally tally, long digest, List<Violation> violations, List<String> trace) {
    public History {
        violations = List.copyOf(violations);
        trace = List.copyOf(trace);
    }

    public boolean failed() {
        return !violations.isEmpty();
    }
}
