package io.proconsul.saga.engine;

import io.proconsul.saga.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What to do once a decision is durable. */
public sealed interface Effect {

    /** @param answerBy after this instant nobody waits for the answer */
    record SendTask(
            String sagaId,
            String step,
            Direction direction,
            String worker,
            int attempt,
            long epoch,
            Payload command,
            @Nullable String continuation,
            Instant answerBy)
            implements Effect {}

    /** A wait that is never cancelled: polls and retries. */
    record StartTimer(String sagaId, String step, long epoch, Instant dueAt) implements Effect {}

    /** A wait that mostly is cancelled: the time a task may go unanswered. */
    record StartDeadline(String sagaId, String step, long epoch, Instant dueAt) implements Effect {}

    record CancelDeadline(String sagaId, String step, long epoch, Instant dueAt) implements Effect {}
}
