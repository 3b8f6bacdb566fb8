package io.proconsul.saga;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One step of a plan: what a worker is asked to do, and how it is undone. Immutable; each clause gives a new step.
 *
 * <p>The command may look at the input and at the results of steps that are done before. The compensation sees the
 * input alone: after a timeout there is no result, so it works from names chosen beforehand, and to find nothing there
 * is success.
 *
 * @param worker who does it: names the topic of the task
 * @param answerWithin how long one task may go unanswered before it is sent again
 * @param finishWithin how long the step may take in all, waits and retries included
 * @param onFailure what it means for the saga when the step has failed for good
 */
public record Step<I, R>(
        String name,
        Class<R> reply,
        String worker,
        BiFunction<I, Results, ?> command,
        @Nullable Function<I, ?> compensation,
        Retry retry,
        Duration answerWithin,
        Duration finishWithin,
        OnFailure onFailure)
        implements Plan<I> {

    /** What the failure of a step for good means for its saga. */
    public enum OnFailure {
        TURN_BACK,
        ASK_OPERATOR,
        GO_ON
    }

    /** Undoing is tried for as long as this, then an operator is asked. */
    public static final Retry UNDO =
            Retry.exponential(Duration.ofSeconds(1), Duration.ofMinutes(10)).upTo(20);

    /**
     * How long a step waits in all, in one direction, for dependencies that are unavailable, on top of its own time;
     * after that it has failed for good. As long as tasks are kept for workers.
     */
    public static final Duration OUTAGE = Duration.ofDays(7);

    static <I, R> Step<I, R> named(String name, Class<R> reply) {
        return new Step<>(
                name,
                reply,
                "",
                (input, got) -> {
                    throw new IllegalStateException("step " + name + " has no command");
                },
                null,
                Retry.exponential(Duration.ofSeconds(1), Duration.ofMinutes(2)).upTo(8),
                Duration.ofMinutes(2),
                Duration.ofHours(1),
                OnFailure.TURN_BACK);
    }

    public Step<I, R> by(String who) {
        return new Step<>(name, reply, who, command, compensation, retry, answerWithin, finishWithin, onFailure);
    }

    public Step<I, R> command(Function<I, ?> from) {
        return command((input, got) -> from.apply(input));
    }

    public Step<I, R> command(BiFunction<I, Results, ?> from) {
        return new Step<>(name, reply, worker, from, compensation, retry, answerWithin, finishWithin, onFailure);
    }

    public Step<I, R> compensate(Function<I, ?> with) {
        return new Step<>(name, reply, worker, command, with, retry, answerWithin, finishWithin, onFailure);
    }

    public Step<I, R> retry(Retry policy) {
        return new Step<>(name, reply, worker, command, compensation, policy, answerWithin, finishWithin, onFailure);
    }

    public Step<I, R> answerWithin(Duration limit) {
        return new Step<>(name, reply, worker, command, compensation, retry, limit, finishWithin, onFailure);
    }

    public Step<I, R> finishWithin(Duration limit) {
        return new Step<>(name, reply, worker, command, compensation, retry, answerWithin, limit, onFailure);
    }

    /** Never given up and never undone: out of retries it waits for an operator. */
    public Step<I, R> mustSucceed() {
        return onFailure(OnFailure.ASK_OPERATOR);
    }

    /** Worth trying, but the saga goes on without it; what it half made is undone if a later step fails for good. */
    public Step<I, R> optional() {
        return onFailure(OnFailure.GO_ON);
    }

    private Step<I, R> onFailure(OnFailure then) {
        return new Step<>(name, reply, worker, command, compensation, retry, answerWithin, finishWithin, then);
    }

    @Override
    public Stream<Step<I, ?>> steps() {
        return Stream.of(this);
    }

    @Override
    public boolean advance(Predicate<String> done, Consumer<Step<I, ?>> turn) {
        var complete = done.test(name);
        if (!complete) {
            turn.accept(this);
        }
        return complete;
    }
}
