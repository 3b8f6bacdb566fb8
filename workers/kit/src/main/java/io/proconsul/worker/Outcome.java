package io.proconsul.worker;

import io.proconsul.wire.FailureCause;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** How one attempt ended. An expected failure is a value; an exception is turned into one by {@link Failures}. */
public sealed interface Outcome {

    /** The step is done. */
    record Succeeded(SpecificRecord reply) implements Outcome {}

    /**
     * The step goes on in the cloud.
     *
     * @param continuation what the next attempt needs to go on, without secrets; any worker may get it
     * @param checkAfter how long to wait before it is worth looking again
     */
    record Pending(String continuation, Duration checkAfter) implements Outcome {}

    /**
     * The attempt failed.
     *
     * @param code one word for programs, stable, such as ParentResourceNotFound
     * @param message a sentence for people, without secrets
     * @param retryAfter what the dependency asked for; null if it asked for nothing
     */
    record Failed(
            String code,
            String message,
            FailureCause cause,
            @Nullable Duration retryAfter) implements Outcome {}

    static Succeeded succeeded(SpecificRecord reply) {
        return new Succeeded(reply);
    }

    static Pending pending(String continuation, Duration checkAfter) {
        return new Pending(continuation, checkAfter);
    }

    /** Will fail again however often it is tried. */
    static Failed permanent(String code, String message) {
        return new Failed(code, message, FailureCause.PERMANENT, null);
    }

    /** May succeed next time; uses up an attempt. */
    static Failed transientFailure(String code, String message) {
        return new Failed(code, message, FailureCause.TRANSIENT, null);
    }

    /** The dependency throttled or is down; uses up no attempt. */
    static Failed unavailable(String code, String message, @Nullable Duration retryAfter) {
        return new Failed(code, message, FailureCause.UNAVAILABLE, retryAfter);
    }
}
