package io.proconsul.worker.snapshot.consul;

import io.proconsul.worker.FailureClassifier;
import io.proconsul.worker.Outcome;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What Consul's answers mean. 5xx is "no cluster leader" and the like, 429 its rate limit: both pass. (That autopilot
 * says "unhealthy" with 429, too, never comes here.) A refused token or request does not pass.
 */
@Singleton
public class ConsulFailures implements FailureClassifier {

    @Override
    public Optional<Outcome.Failed> classify(Throwable failure) {
        if (failure instanceof ConsulException consul) {
            return Optional.of(outcome(consul));
        }
        if (failure instanceof NoLeaderException) {
            return Optional.of(Outcome.unavailable("NoLeader", String.valueOf(failure.getMessage()), null));
        }
        if (failure instanceof SnapshotTooLargeException) {
            return Optional.of(Outcome.permanent("SnapshotTooLarge", String.valueOf(failure.getMessage())));
        }
        if (failure instanceof SSLException) {
            return Optional.of(Outcome.transientFailure("ConsulUntrusted", described(failure)));
        }
        return failure instanceof IOException
                ? Optional.of(Outcome.unavailable("ConnectionBroken", described(failure), null))
                : Optional.empty();
    }

    /** The JDK's HTTP client often throws without a message. */
    public static String described(Throwable failure) {
        var message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static Outcome.Failed outcome(ConsulException failure) {
        var message = String.valueOf(failure.getMessage());
        if (!failure.isRefusal()) {
            return Outcome.unavailable("ConsulUnavailable", message, null);
        }
        return Outcome.permanent(failure.status() == 403 ? "ConsulForbidden" : "ConsulRejected", message);
    }
}
