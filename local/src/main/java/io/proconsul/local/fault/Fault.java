package io.proconsul.local.fault;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One way to misbehave, and for whom. The three patterns must match the whole of service, method and path, without
 * regard to case; a pattern that is left out matches everything.
 *
 * @param id tells two faults apart that are otherwise equal; a new id arms a fault again that was used up
 * @param times how often it is played; null: for ever
 */
public record Fault(
        @Nullable String id,
        Pattern service,
        Pattern method,
        Pattern path,
        Effect effect,
        int status,
        String code,
        String message,
        Optional<Integer> retryAfterSeconds,
        long delayMillis,
        @Nullable Integer times) {

    /** What happens instead of the ordinary answer. */
    public enum Effect {
        /** The request takes effect, the client gets an error. */
        APPLY_THEN_FAIL,
        /** The request has no effect, the client gets an error. */
        FAIL,
        /** The request takes effect, the connection is closed without an answer. */
        DROP_ANSWER,
        /** 429. */
        THROTTLE,
        /** The ordinary answer, late. */
        SLOW,
        /** The calling process, if it is on this machine, is killed before the request takes effect. */
        KILL_THEN_IGNORE,
        /** The request takes effect, and the calling process, if it is on this machine, is killed before it is told. */
        APPLY_THEN_KILL,
        /** The request is accepted and takes effect; the long-running operation it began ends Failed. */
        FAIL_OPERATION;

        /** Whether the HTTP edge plays it; the rest is for the stand-in behind. */
        public boolean atTheEdge() {
            return this != FAIL_OPERATION;
        }
    }

    /** As in the file, with everything but the effect optional. */
    record Line(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("service") @Nullable String service,
            @JsonProperty("method") @Nullable String method,
            @JsonProperty("path") @Nullable String path,
            @JsonProperty(value = "effect", required = true) Effect effect,
            @JsonProperty("status") @Nullable Integer status,
            @JsonProperty("code") @Nullable String code,
            @JsonProperty("message") @Nullable String message,
            @JsonProperty("retryAfterSeconds") @Nullable Integer retryAfterSeconds,
            @JsonProperty("delayMillis") @Nullable Long delayMillis,
            @JsonProperty("times") @Nullable Integer times) {

        Fault fault() {
            boolean throttle = effect == Effect.THROTTLE;
            return new Fault(
                    id,
                    pattern(service),
                    pattern(method),
                    pattern(path),
                    effect,
                    status != null ? status : throttle ? 429 : 500,
                    code != null ? code : throttle ? "TooManyRequests" : "InternalServerError",
                    message != null ? message : "The fault script says so.",
                    Optional.ofNullable(retryAfterSeconds),
                    delayMillis != null ? delayMillis : 0,
                    times);
        }

        private static Pattern pattern(@Nullable String regex) {
            return Pattern.compile(regex != null ? regex : ".*", Pattern.CASE_INSENSITIVE);
        }
    }

    boolean concerns(String service, String method, String path) {
        return this.service.matcher(service).matches()
                && this.method.matcher(method).matches()
                && this.path.matcher(path).matches();
    }
}
