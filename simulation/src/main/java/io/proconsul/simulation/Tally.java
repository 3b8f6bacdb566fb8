package io.proconsul.simulation;

import java.util.Map;
import java.util.TreeMap;

/**
 * How often what happened: a history in which everything failed proves little.
 *
 * @param outcomes what became of commands, sagas and answers
 * @param moves of steps, from status to status
 * @param misfortunes that struck
 */
public record Tally(Map<String, Long> outcomes, Map<String, Long> moves, Map<String, Long> misfortunes) {
    public Tally {
        outcomes = new TreeMap<>(outcomes);
        moves = new TreeMap<>(moves);
        misfortunes = new TreeMap<>(misfortunes);
    }

    /** Adds the other's counts to these. */
    void add(Tally other) {
        add(outcomes, other.outcomes);
        add(moves, other.moves);
        add(misfortunes, other.misfortunes);
    }

    private static void add(Map<String, Long> to, Map<String, Long> counts) {
        counts.forEach((what, count) -> to.merge(what, count, Long::sum));
    }
}
