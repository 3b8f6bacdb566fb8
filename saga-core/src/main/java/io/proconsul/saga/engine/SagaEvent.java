package io.proconsul.saga.engine;

import io.proconsul.saga.Payload;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What did happen. Applying events is the only way in which a state changes. */
public sealed interface SagaEvent {

    SubjectState applyTo(SubjectState state);

    record CommandAnswered(Verdict verdict) implements SagaEvent {
        @Override
        public SubjectState applyTo(SubjectState state) {
            return state.with(state.past().and(verdict));
        }
    }

    /** @param death when the command was issued, if it is one that ends the subject's life */
    record CommandAccepted(Waiting waiting, @Nullable Instant death) implements SagaEvent {
        @Override
        public SubjectState applyTo(SubjectState state) {
            var next = state.withAccepted(waiting);
            return death == null ? next : next.with(next.life().dying(death));
        }
    }

    /** A waiting command leaves the queue without having run. */
    record WaitingDropped(Summary summary) implements SagaEvent {
        @Override
        public SubjectState applyTo(SubjectState state) {
            return state.withoutWaiting(summary.operationId()).with(state.past().and(summary));
        }
    }

    /** @param document the subject's document from now on */
    record SagaStarted(
            SagaState saga,
            long incarnation,
            String phase,
            @Nullable Payload document) implements SagaEvent {
        @Override
        public SubjectState applyTo(SubjectState state) {
            return state.withoutWaiting(saga.operationId())
                    .withActive(saga)
                    .with(state.life().running(incarnation, phase, document));
        }
    }

    /** A task went out. The first one of a direction begins the step, or its undoing. */
    record StepDispatched(StepState step) implements SagaEvent {
        @Override
        public SubjectState applyTo(SubjectState state) {
            return state.withStep(step).withEpoch(step.epoch());
        }
    }

    record StepDelayed(StepState step) implements SagaEvent {
        @Override
        public SubjectState applyTo(SubjectState state) {
            return state.withStep(step);
        }
    }

    /** It succeeded, failed for good, was undone or skipped, or got stuck: its status says which. */
    record StepEnded(StepState step) implements SagaEvent {
        @Override
        public SubjectState applyTo(SubjectState state) {
            return state.withStep(step);
        }
    }

    /** What it waits for may have been lost: an operator decides, unless it comes after all. */
    record StepParked(StepState step) implements SagaEvent {
        @Override
        public SubjectState applyTo(SubjectState state) {
            return state.withStep(step);
        }
    }

    /** From here on it goes back. */
    record SagaTurned(Fault cause, boolean cancelled) implements SagaEvent {
        @Override
        public SubjectState applyTo(SubjectState state) {
            return state.withActive(state.running().turned(cause, cancelled));
        }
    }

    /** @param leftovers what is to be cleared away from now on, in all */
    record SagaEnded(
            Summary summary, String phase, @Nullable Payload document, List<Leftover> leftovers) implements SagaEvent {
        public SagaEnded {
            leftovers = List.copyOf(leftovers);
        }

        @Override
        public SubjectState applyTo(SubjectState state) {
            return state.withActive(null)
                    .with(state.past().and(summary))
                    .with(state.life().ended(phase, document, leftovers));
        }
    }

    /** An answer or a timer of a task that is no longer outstanding. Changes nothing; counted. */
    record StaleIgnored(String step, long epoch) implements SagaEvent {
        @Override
        public SubjectState applyTo(SubjectState state) {
            return state;
        }
    }
}
