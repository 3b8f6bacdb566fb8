package io.proconsul.saga.engine;

import io.proconsul.saga.Payload;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A worker's answer to one task. */
public sealed interface Outcome {

    record Succeeded(Payload reply) implements Outcome {}

    /** The step goes on elsewhere: ask again, with this continuation, after a while. */
    record Pending(String continuation, Duration checkAfter) implements Outcome {}

    record Failed(Fault fault, FailureCause cause, @Nullable Duration retryAfter) implements Outcome {}
}
