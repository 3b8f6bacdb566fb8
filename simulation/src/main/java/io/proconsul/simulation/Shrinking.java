package io.proconsul.simulation;

import java.util.Optional;
import java.util.function.Function;

/** Makes a failing scenario smaller for as long as a smaller one breaks the same promise. */
final class Shrinking {
    private Shrinking() {}

    /** @param failure a history that failed under this engine */
    static History smallest(History failure, Function<References, Decider> engine) {
        var promise = failure.violations().get(0).invariant();
        var smallest = failure;
        for (var next = smaller(failure, engine, promise); next.isPresent(); ) {
            smallest = next.get();
            next = smaller(smallest, engine, promise);
        }
        return smallest;
    }

    private static Optional<History> smaller(History failure, Function<References, Decider> engine, String promise) {
        return failure.scenario()
                .smaller()
                .map(scenario -> World.run(scenario, engine, false))
                .filter(history -> history.violations().stream()
                        .anyMatch(violation -> violation.invariant().equals(promise)))
                .findFirst();
    }
}
