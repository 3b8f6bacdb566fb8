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

    /** @throws IllegalArgumentException naming a step declared or used twice, without a worker, left out, or on a way back that is none */
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
        var death = saga.lifecycle().kind() == Lifecycle.Kind.DEATH;
        steps.values()
                .forEach(step -> require(
                        saga,
                        !death || step.onFailure() != Step.OnFailure.TURN_BACK,
                        "a death has no way back, so step " + step.name() + " must succeed or is optional"));
        return new Definition<>(saga, plan, steps);
    }

    /**
     * Makes the command of every step with the results alone that are surely there: those of the steps that the plan puts
     * before it, and that nobody may skip. Then makes the conclusion, likewise.
     *
     * @param input any that is valid
     * @param replies makes any reply of a class
     * @throws IllegalArgumentException naming a step that reads a result which need not be there when its turn comes
     */
    public void rehearse(I input, Function<Class<?>, ?> replies) {
        var all = rehearse(plan, Set.of(), input, replies);
        perform("the conclusion", all, replies, results -> saga.conclusion(input, results));
    }

    /** Returns the steps that have a result when the part is done. */
    private Set<String> rehearse(Plan<I> part, Set<String> before, I input, Function<Class<?>, ?> replies) {
        var after = new HashSet<>(before);
        if (part instanceof Plan.InOrder<I> inOrder) {
            inOrder.parts().forEach(next -> after.addAll(rehearse(next, Set.copyOf(after), input, replies)));
        } else if (part instanceof Plan.Parallel<I> parallel) {
            parallel.parts().forEach(branch -> after.addAll(rehearse(branch, before, input, replies)));
        } else if (part instanceof Step<I, ?> step) {
            perform("step " + step.name(), before, replies, results -> step.command()
                    .apply(input, results));
            if (step.onFailure() == Step.OnFailure.TURN_BACK) {
                after.add(step.name());
            }
        }
        return after;
    }

    private void perform(String what, Set<String> there, Function<Class<?>, ?> replies, Function<Results, ?> reader) {
        Results results =
                wanted -> there.contains(wanted.name()) ? Optional.of(replies.apply(wanted.reply())) : Optional.empty();
        try {
            var unused = reader.apply(results);
        } catch (IllegalStateException e) {
            require(saga, false, what + ": " + e.getMessage());
        }
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
