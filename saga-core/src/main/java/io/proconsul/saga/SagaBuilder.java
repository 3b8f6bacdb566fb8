package io.proconsul.saga;

import java.util.ArrayList;
import java.util.List;

/** The words in which a plan is written. */
public final class SagaBuilder<I> {
    private final List<String> declared = new ArrayList<>();

    public <R> Step<I, R> step(String name, Class<R> reply) {
        declared.add(name);
        return Step.named(name, reply);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Plan<I> inOrder(Plan<I>... parts) {
        return new Plan.InOrder<>(List.of(parts));
    }

    public Plan<I> inOrder(List<? extends Plan<I>> parts) {
        return new Plan.InOrder<>(List.copyOf(parts));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Plan<I> parallel(Plan<I>... parts) {
        return new Plan.Parallel<>(List.of(parts));
    }

    List<String> declared() {
        return List.copyOf(declared);
    }
}
