package io.proconsul.saga;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A saga with its plan, checked: what the engine runs. */
public final class Definition<C, I> {
    private final Saga<C, I> saga;
    private final Plan<I> plan;
    private final Map<String, Step<I, ?>> steps;

    private Definition(Saga<C, I> saga, Plan<I> plan, Map<String, Step<I, ?>> steps) {
        this.saga = saga;
        this.plan = plan;
        this.steps = steps;
    }

    /** @throws IllegalArgumentException naming a step declared twice, used twice, without a worker, or left out */
    public static <C, I> Definition<C, I> of(Saga<C, I> saga) {
        var builder = new SagaBuilder<I>();
        var plan = saga.define(builder);
        var steps = new LinkedHashMap<String, Step<I, ?>>();
        plan.steps().forEach(step -> {
            require(saga, !step.worker().isEmpty(), "step " + step.name() + " names no worker");
            require(saga, steps.put(step.name(), step) == null, "step " + step.name() + " is in the plan twice");
        });
        var declared = builder.declared();
        require(saga, declared.stream().distinct().count() == declared.size(), "a step is declared twice: " + declared);
        var leftOut = declared.stream().filter(name -> !steps.containsKey(name)).collect(Collectors.joining(", "));
        require(saga, leftOut.isEmpty(), "declared but not in the plan: " + leftOut);
        require(saga, !steps.isEmpty(), "the plan has no step");
        return new Definition<>(saga, plan, steps);
    }

    /**
     * Makes the command of every step, with the results alone that the plan puts before it.
     *
     * @param input any that is valid
     * @param replies makes any reply of a class
     * @throws IllegalArgumentException naming a step that reads a result which need not be there when its turn comes
     */
    public void rehearse(I input, Function<Class<?>, ?> replies) {
        rehearse(plan, Set.of(), input, replies);
    }

    /** Returns the steps that are done when the part is. */
    private Set<String> rehearse(Plan<I> part, Set<String> before, I input, Function<Class<?>, ?> replies) {
        var after = new HashSet<>(before);
        if (part instanceof Plan.InOrder<I> inOrder) {
            inOrder.parts().forEach(next -> after.addAll(rehearse(next, Set.copyOf(after), input, replies)));
        } else if (part instanceof Plan.Parallel<I> parallel) {
            parallel.parts().forEach(branch -> after.addAll(rehearse(branch, before, input, replies)));
        } else if (part instanceof Step<I, ?> step) {
            Results results = wanted ->
                    before.contains(wanted.name()) ? Optional.of(replies.apply(wanted.reply())) : Optional.empty();
            try {
                var unused = step.command().apply(input, results);
            } catch (IllegalStateException e) {
                require(saga, false, "step " + step.name() + ": " + e.getMessage());
            }
            after.add(step.name());
        }
        return after;
    }

    private static void require(Saga<?, ?> saga, boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException("saga " + saga.name() + " v" + saga.version() + ": " + otherwise);
        }
    }

    public Saga<C, I> saga() {
        return saga;
    }

    public Plan<I> plan() {
        return plan;
    }

    public List<String> stepNames() {
        return List.copyOf(steps.keySet());
    }

    public Collection<Step<I, ?>> steps() {
        return steps.values();
    }

    public Step<I, ?> step(String name) {
        var step = steps.get(name);
        if (step == null) {
            throw new IllegalArgumentException("saga " + saga.name() + " v" + saga.version() + " has no step " + name);
        }
        return step;
    }
}
