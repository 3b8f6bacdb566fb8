package io.proconsul.saga;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
