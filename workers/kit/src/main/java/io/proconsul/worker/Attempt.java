package io.proconsul.worker;

import io.proconsul.wire.Scope;
import java.time.Instant;
import java.util.Optional;

/**
 * Which attempt of which step is performed, and for whom.
 *
 * @param direction FORWARD does, BACKWARD undoes
 * @param number the first attempt is 1
 * @param epoch the fencing number: of two attempts that touch the same resource, the higher one wins
 * @param continuation what the last {@link Outcome.Pending} of this step left; empty when the step is begun afresh
 * @param deadline after this nobody waits for the answer, and no side effect may be begun
 */
public record Attempt(
        String taskId,
        String sagaId,
        String clusterId,
        Scope scope,
        String step,
        String direction,
        int number,
        long epoch,
        Optional<String> continuation,
        Instant deadline) {}
