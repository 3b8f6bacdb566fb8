package io.proconsul.saga;

import java.util.Optional;

/** What the steps done so far have answered. */
@FunctionalInterface
public interface Results {
    /** The payload of a step's reply; empty if the step is not done. */
    Optional<Object> find(Step<?, ?> step);

    /** @throws IllegalStateException if the step is not done: the plan does not put it before the reader */
    default <R> R from(Step<?, R> step) {
        return find(step)
                .map(step.reply()::cast)
                .orElseThrow(() -> new IllegalStateException("expected the result of step " + step.name()
                        + " to be there, but the plan does not surely do that step before it is read"));
    }

    /** The same for a step whose handle is not at hand. */
    default <R> R result(String name, Class<R> reply) {
        return from(Step.named(name, reply));
    }

    /** The same where it need not be there. */
    default <R> Optional<R> find(String name, Class<R> reply) {
        return find(Step.named(name, reply)).map(reply::cast);
    }
}
