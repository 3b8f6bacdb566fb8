package io.proconsul.worker.infra.arm;

import io.proconsul.wire.FailureCause;
import io.proconsul.worker.FailureClassifier;
import io.proconsul.worker.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Turns Azure's errors into outcomes. */
@ApplicationScoped
public class AzureFailures implements FailureClassifier {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofMinutes(2);

    @Override
    public Optional<Outcome.Failed> classify(Throwable failure) {
        if (failure instanceof IOException) {
            return Optional.of(new Outcome.Failed(
                    failure.getClass().getSimpleName(),
                    "The connection broke: " + failure.getMessage(),
                    FailureCause.UNAVAILABLE,
                    null));
        }
        return ArmError.in(failure).map(AzureFailures::outcomeOf);
    }

    static Outcome.Failed outcomeOf(ArmError error) {
        var retryAfter = error.retryAfter().orElse(null);
        return switch (Verdict.on(error)) {
            case ALREADY, RETRY -> failed(error, FailureCause.TRANSIENT, error.retryAfter());
            case RETRY_LATER ->
                failed(error, FailureCause.TRANSIENT, Optional.of(retryAfter == null ? LATER : retryAfter));
            case WAIT -> failed(error, FailureCause.UNAVAILABLE, Optional.of(retryAfter == null ? SOON : retryAfter));
            case UNAVAILABLE -> failed(error, FailureCause.UNAVAILABLE, error.retryAfter());
            case GIVE_UP -> failed(error, FailureCause.PERMANENT, Optional.empty());
        };
    }

    private static Outcome.Failed failed(ArmError error, FailureCause cause, Optional<Duration> retryAfter) {
        return new Outcome.Failed(error.code(), error.message(), cause, retryAfter.orElse(null));
    }
}
