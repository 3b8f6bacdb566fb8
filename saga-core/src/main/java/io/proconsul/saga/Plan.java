package io.proconsul.saga;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What has to be done, and in what order: a step, plans one after another, or plans side by side. */
public sealed interface Plan<I> permits Step, Plan.InOrder, Plan.Parallel {

    /** Every step, in the order in which one reads the plan. */
    Stream<Step<I, ?>> steps();

    boolean complete(Predicate<String> done);

    /** The steps whose turn it is, given those that are done; some of them may have begun. */
    Stream<Step<I, ?>> ready(Predicate<String> done);

    private static <I> boolean allComplete(List<Plan<I>> parts, Predicate<String> done) {
        for (var part : parts) {
            if (!part.complete(done)) {
                return false;
            }
        }
        return true;
    }

    record InOrder<I>(List<Plan<I>> parts) implements Plan<I> {
        public InOrder {
            parts = List.copyOf(parts);
        }

        @Override
        public Stream<Step<I, ?>> steps() {
            return parts.stream().flatMap(Plan::steps);
        }

        @Override
        public boolean complete(Predicate<String> done) {
            return allComplete(parts, done);
        }

        @Override
        public Stream<Step<I, ?>> ready(Predicate<String> done) {
            for (var part : parts) {
                if (!part.complete(done)) {
                    return part.ready(done);
                }
            }
            return Stream.empty();
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
        public boolean complete(Predicate<String> done) {
            return allComplete(parts, done);
        }

        @Override
        public Stream<Step<I, ?>> ready(Predicate<String> done) {
            return parts.stream().flatMap(part -> part.ready(done));
        }
    }
}
