package io.proconsul.simulation;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes a failing scenario smaller for as long as a smaller one breaks the same promise. What is left out changes the luck
 * of all the rest, so each smaller scenario gets several rolls.
 */
final class Shrinking {
    private static final int ROLLS = 20;

    private Shrinking() {}

    /** @param failure a history that failed of this variant */
    static History smallest(History failure, Variant variant) {
        var promise = failure.violations().get(0).invariant();
        var smallest = failure;
        for (var next = smaller(failure, variant, promise); next.isPresent(); ) {
            smallest = next.get();
            next = smaller(smallest, variant, promise);
        }
        return smallest;
    }

    private static Optional<History> smaller(History failure, Variant variant, String promise) {
        return failure.scenario()
                .smaller()
                .flatMap(scenario ->
                        IntStream.range(0, ROLLS).mapToObj(roll -> scenario.rolledAnew(scenario.seed() + roll)))
                .map(scenario -> World.run(scenario, variant, false))
                .filter(history -> history.violations().stream()
                        .anyMatch(violation -> violation.invariant().equals(promise)))
                .findFirst();
    }
}
