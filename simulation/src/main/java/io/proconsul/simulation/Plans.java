package io.proconsul.simulation;

import io.proconsul.saga.Definition;
import io.proconsul.saga.Definitions;
import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the checker knows of the sagas, read from the text of their plans and not from how the engine walks them. */
final class Plans {
    private final Map<String, Known> known = new HashMap<>();
    private final int steps;

    /** Of each saga the newest version: no history begins on another. */
    Plans(Definitions definitions) {
        definitions
                .all()
                .forEach(definition -> known.computeIfAbsent(
                        definition.saga().name(),
                        name -> Known.of(definitions.newest(name).orElseThrow())));
        steps = known.values().stream().mapToInt(saga -> saga.steps().size()).sum();
    }

    Known of(String saga) {
        var found = known.get(saga);
        if (found == null) {
            throw new IllegalStateException("no saga is called " + saga);
        }
        return found;
    }

    /** How many steps all sagas have together. */
    int steps() {
        return steps;
    }

    /**
     * @param before what has to be done before a step, by step
     * @param undoable the steps that have a compensation
     * @param steps all of them, by name
     */
    record Known(
            Lifecycle.Kind kind, Map<String, Set<String>> before, Set<String> undoable, Map<String, Step<?, ?>> steps) {

        Step<?, ?> step(String name) {
            var step = steps.get(name);
            if (step == null) {
                throw new IllegalStateException("expected one of the steps " + steps.keySet() + ", but found " + name);
            }
            return step;
        }

        static Known of(Definition<?, ?> definition) {
            var before = new HashMap<String, Set<String>>();
            collect(definition.plan(), new TreeSet<>(), before);
            var undoable = new HashSet<String>();
            definition.steps().stream()
                    .filter(step -> step.compensation() != null)
                    .forEach(step -> undoable.add(step.name()));
            var steps = new HashMap<String, Step<?, ?>>();
            definition.steps().forEach(step -> steps.put(step.name(), step));
            return new Known(definition.saga().lifecycle().kind(), before, undoable, steps);
        }

        /**
         * Told in violations, so their order must be the same each time.
         *
         * @return every step of the plan, and all that precedes it
         */
        private static Set<String> collect(Plan<?> plan, Set<String> before, Map<String, Set<String>> into) {
            var all = new TreeSet<>(before);
            if (plan instanceof Step<?, ?> step) {
                into.put(step.name(), before);
                all.add(step.name());
            } else if (plan instanceof Plan.InOrder<?> inOrder) {
                for (var part : inOrder.parts()) {
                    all.addAll(collect(part, new TreeSet<>(all), into));
                }
            } else if (plan instanceof Plan.Parallel<?> parallel) {
                for (var part : parallel.parts()) {
                    all.addAll(collect(part, before, into));
                }
            }
            return all;
        }
    }
}
