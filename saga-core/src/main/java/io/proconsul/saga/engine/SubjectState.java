package io.proconsul.saga.engine;

import io.proconsul.saga.Payload;
import io.proconsul.saga.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything the engine knows of one subject: the fold of its events, and all that a decision depends on.
 *
 * @param identity what the subject is, in the edge's own terms
 * @param epoch the fencing number of the newest task; grows for ever
 * @param accepted how many commands have become operations; makes their ids differ
 * @param revision how many transitions there have been
 * @param finished the newest ended sagas, the newest last, bounded
 * @param verdicts the answers to the newest commands, the newest last, bounded
 * @param diedAt when the newest death was asked for; null while none was
 */
public record SubjectState(
        String key,
        Payload identity,
        long incarnation,
        String phase,
        @Nullable Payload document,
        long epoch,
        long accepted,
        long revision,
        @Nullable SagaState active,
        List<Waiting> queue,
        List<Summary> finished,
        List<Verdict> verdicts,
        @Nullable Instant diedAt) {

    static final int FINISHED_KEPT = 8;
    static final int VERDICTS_KEPT = 16;

    public SubjectState {
        queue = List.copyOf(queue);
        finished = List.copyOf(finished);
        verdicts = List.copyOf(verdicts);
    }

    public static SubjectState unknown(String key, Payload identity) {
        return new SubjectState(
                key, identity, 0, Subject.ABSENT, null, 0, 0, 0, null, List.of(), List.of(), List.of(), null);
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
        return new SubjectState(
                key,
                identity,
                incarnation,
                phase,
                document,
                epoch,
                accepted,
                revision + 1,
                active,
                queue,
                finished,
                verdicts,
                diedAt);
    }

    SubjectState withActive(@Nullable SagaState saga) {
        return new SubjectState(
                key,
                identity,
                incarnation,
                phase,
                document,
                epoch,
                accepted,
                revision,
                saga,
                queue,
                finished,
                verdicts,
                diedAt);
    }

    SubjectState withStep(StepState step) {
        return withActive(running().with(step));
    }

    SubjectState withEpoch(long newest) {
        return new SubjectState(
                key,
                identity,
                incarnation,
                phase,
                document,
                newest,
                accepted,
                revision,
                active,
                queue,
                finished,
                verdicts,
                diedAt);
    }

    SubjectState withLife(long life, String name, @Nullable Payload known) {
        return new SubjectState(
                key, identity, life, name, known, epoch, accepted, revision, active, queue, finished, verdicts, diedAt);
    }

    SubjectState withAccepted(Waiting waiting, @Nullable Instant death) {
        var next = Stream.concat(queue.stream(), Stream.of(waiting)).toList();
        return new SubjectState(
                key,
                identity,
                incarnation,
                phase,
                document,
                epoch,
                accepted + 1,
                revision,
                active,
                next,
                finished,
                verdicts,
                death == null ? diedAt : death);
    }

    SubjectState withoutWaiting(String operationId) {
        var next = queue.stream()
                .filter(waiting -> !waiting.operationId().equals(operationId))
                .toList();
        return new SubjectState(
                key,
                identity,
                incarnation,
                phase,
                document,
                epoch,
                accepted,
                revision,
                active,
                next,
                finished,
                verdicts,
                diedAt);
    }

    SubjectState withFinished(Summary summary) {
        return new SubjectState(
                key,
                identity,
                incarnation,
                phase,
                document,
                epoch,
                accepted,
                revision,
                active,
                queue,
                appended(finished, summary, FINISHED_KEPT),
                verdicts,
                diedAt);
    }

    SubjectState withVerdict(Verdict verdict) {
        return new SubjectState(
                key,
                identity,
                incarnation,
                phase,
                document,
                epoch,
                accepted,
                revision,
                active,
                queue,
                finished,
                appended(verdicts, verdict, VERDICTS_KEPT),
                diedAt);
    }

    private static <T> List<T> appended(List<T> list, T element, int kept) {
        var next = new ArrayList<>(list);
        next.add(element);
        return next.subList(Math.max(0, next.size() - kept), next.size());
    }
}
