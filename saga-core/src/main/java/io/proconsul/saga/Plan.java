package io.proconsul.saga;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What has to be done, and in what order: a step, plans one after another, or plans side by side. */
public sealed interface Plan<I> permits Step, Plan.InOrder, Plan.Parallel {

    /** Every step, in the order in which one reads the plan. */
    Stream<Step<I, ?>> steps();

    /**
     * @param done whether the step of this name is
     * @param turn takes each step whose turn it is and that is not done; some of them may have begun
     * @return whether the whole plan is done
     */
    boolean advance(Predicate<String> done, Consumer<Step<I, ?>> turn);

    record InOrder<I>(List<Plan<I>> parts) implements Plan<I> {
        public InOrder {
            parts = List.copyOf(parts);
        }

        @Override
        public Stream<Step<I, ?>> steps() {
            return parts.stream().flatMap(Plan::steps);
        }

        @Override
        public boolean advance(Predicate<String> done, Consumer<Step<I, ?>> turn) {
            for (var part : parts) {
                if (!part.advance(done, turn)) {
                    return false;
                }
            }
            return true;
        }
    }

    record Parallel<I>(List<Plan<I>> parts) implements Plan<I> {
        public Parallel {
            parts = List.copyOf(parts);
        }

        @Override
        public Stream<Step<I, ?>> steps() {
            return parts.stream().flatMap(Plan::steps);
        }

        @Override
        public boolean advance(Predicate<String> done, Consumer<Step<I, ?>> turn) {
            var complete = true;
            for (var part : parts) {
                complete &= part.advance(done, turn);
            }
            return complete;
        }
    }
}
