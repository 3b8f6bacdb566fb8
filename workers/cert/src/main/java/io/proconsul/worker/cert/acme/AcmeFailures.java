package io.proconsul.worker.cert.acme;

import io.proconsul.worker.FailureClassifier;
import io.proconsul.worker.Outcome;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;

/** What an ACME authority's refusals mean: rate limits and its own errors pass, its answers to our requests do not. */
@Singleton
public class AcmeFailures implements FailureClassifier {

    private static final String SERVER_ERROR = "urn:ietf:params:acme:error:serverInternal";

    private final Clock clock;

    public AcmeFailures(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<Outcome.Failed> classify(Throwable failure) {
        return failure instanceof AcmeException acme ? Optional.of(outcome(acme)) : Optional.empty();
    }

    private Outcome.Failed outcome(AcmeException failure) {
        var message = String.valueOf(failure.getMessage());
        if (failure instanceof AcmeRateLimitedException limited) {
            var retryAfter = limited.getRetryAfter()
                    .map(at -> Duration.between(clock.instant(), at))
                    .orElse(null);
            return Outcome.unavailable("AcmeRateLimited", message, retryAfter);
        }
        if (failure instanceof AcmeServerException refusal) {
            return refusal.getType().toString().equals(SERVER_ERROR)
                    ? Outcome.unavailable("AcmeUnavailable", message, null)
                    : Outcome.permanent("AcmeRejected", message);
        }
        return failure instanceof AcmeNetworkException
                ? Outcome.unavailable("AcmeUnreachable", message, null)
                : Outcome.transientFailure("AcmeFailed", message);
    }
}
