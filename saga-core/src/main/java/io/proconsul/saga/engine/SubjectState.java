package io.proconsul.saga.engine;

import io.proconsul.saga.Lifecycle.Kind;
import io.proconsul.saga.Payload;
import io.proconsul.saga.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything the engine knows of one subject: the fold of its events, and all that a decision depends on.
 *
 * @param identity what the subject is, in the edge's own terms
 * @param active the saga that runs; null if none does
 * @param queue the commands whose turn has not come, bounded
 */
public record SubjectState(
        String key,
        Payload identity,
        Life life,
        Counters counters,
        @Nullable SagaState active,
        List<Waiting> queue,
        Past past) {

    public SubjectState {
        queue = List.copyOf(queue);
    }

    /**
     * How the subject lives.
     *
     * @param incarnation which life this is; 0 before the first
     * @param phase the name its last saga left it in
     * @param leftovers what its sagas did not clear away in this life: a new one does not begin before they are gone
     * @param diedAt when the newest death was asked for; null while none was
     */
    public record Life(
            long incarnation,
            String phase,
            @Nullable Payload document,
            List<Leftover> leftovers,
            @Nullable Instant diedAt) {
        public Life {
            leftovers = List.copyOf(leftovers);
        }

        Life running(long which, String during, @Nullable Payload opening) {
            return new Life(which, during, opening, leftovers, diedAt);
        }

        Life ended(String after, @Nullable Payload conclusion, List<Leftover> left) {
            return new Life(incarnation, after, conclusion, left, diedAt);
        }

        Life dying(Instant askedAt) {
            return new Life(incarnation, phase, document, leftovers, askedAt);
        }
    }

    /**
     * What only grows.
     *
     * @param epoch the fencing number of the newest task
     * @param accepted how many commands have become operations; makes their ids differ
     * @param revision how many transitions there have been
     */
    public record Counters(long epoch, long accepted, long revision) {}

    /**
     * What is remembered of what is over.
     *
     * @param finished ended sagas, the newest last, bounded
     * @param verdicts the answers to the newest commands, the newest last, bounded
     */
    public record Past(List<Summary> finished, List<Verdict> verdicts) {
        static final int FINISHED_KEPT = 8;
        static final int VERDICTS_KEPT = 16;

        public Past {
            finished = List.copyOf(finished);
            verdicts = List.copyOf(verdicts);
        }

        /** Changes are forgotten before births and deaths: the same create asked for anew is known by its own summary. */
        Past and(Summary summary) {
            var next = new ArrayList<>(finished);
            if (next.size() >= FINISHED_KEPT) {
                next.remove(forgotten());
            }
            next.add(summary);
            return new Past(next, verdicts);
        }

        private int forgotten() {
            return IntStream.range(0, finished.size())
                    .filter(i -> finished.get(i).kind() == Kind.CHANGE)
                    .findFirst()
                    .orElse(0);
        }

        Past and(Verdict verdict) {
            var next = new ArrayList<>(verdicts);
            next.add(verdict);
            return new Past(finished, next.subList(Math.max(0, next.size() - VERDICTS_KEPT), next.size()));
        }
    }

    public static SubjectState unknown(String key, Payload identity) {
        return new SubjectState(
                key,
                identity,
                new Life(0, Subject.ABSENT, null, List.of(), null),
                new Counters(0, 0, 0),
                null,
                List.of(),
                new Past(List.of(), List.of()));
    }

    public long incarnation() {
        return life.incarnation();
    }

    public String phase() {
        return life.phase();
    }

    public @Nullable Payload document() {
        return life.document();
    }

    public long epoch() {
        return counters.epoch();
    }

    public long revision() {
        return counters.revision();
    }

    public List<Summary> finished() {
        return past.finished();
    }

    public List<Verdict> verdicts() {
        return past.verdicts();
    }

    /** The state after a transition that these events describe. */
    public SubjectState after(List<SagaEvent> events) {
        var next = this;
        for (var event : events) {
            next = event.applyTo(next);
        }
        return next.nextRevision();
    }

    SagaState running() {
        if (active == null) {
            throw new IllegalStateException("expected a running saga, but subject " + key + " has none");
        }
        return active;
    }

    SubjectState nextRevision() {
        return with(new Counters(counters.epoch(), counters.accepted(), counters.revision() + 1));
    }

    SubjectState with(Life next) {
        return new SubjectState(key, identity, next, counters, active, queue, past);
    }

    SubjectState with(Past next) {
        return new SubjectState(key, identity, life, counters, active, queue, next);
    }

    SubjectState withActive(@Nullable SagaState saga) {
        return new SubjectState(key, identity, life, counters, saga, queue, past);
    }

    /** @param step of the running saga, as it is from now on */
    SubjectState withStep(StepState step) {
        return withActive(running().with(step));
    }

    SubjectState withEpoch(long epoch) {
        return with(new Counters(epoch, counters.accepted(), counters.revision()));
    }

    SubjectState withAccepted(Waiting waiting) {
        return with(new Counters(counters.epoch(), counters.accepted() + 1, counters.revision()))
                .withQueue(next -> next.add(waiting));
    }

    SubjectState withoutWaiting(String operationId) {
        return withQueue(next -> next.removeIf(waiting -> waiting.operationId().equals(operationId)));
    }

    private SubjectState with(Counters next) {
        return new SubjectState(key, identity, life, next, active, queue, past);
    }

    private SubjectState withQueue(Consumer<List<Waiting>> change) {
        var next = new ArrayList<>(queue);
        change.accept(next);
        return new SubjectState(key, identity, life, counters, active, next, past);
    }
}
