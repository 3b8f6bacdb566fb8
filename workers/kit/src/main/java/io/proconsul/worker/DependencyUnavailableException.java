package io.proconsul.worker;

import io.proconsul.wire.FailureCause;
import java.time.Duration;

/** A call to a dependency was not made, because it is down or busy. Uses up no attempt. */
public final class DependencyUnavailableException extends RuntimeException {

    private final String code;
    private final Duration retryAfter;

    DependencyUnavailableException(String code, String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    Outcome.Failed outcome() {
        return new Outcome.Failed(code, String.valueOf(getMessage()), FailureCause.UNAVAILABLE, retryAfter);
    }
}
