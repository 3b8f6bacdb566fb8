package io.proconsul.worker.secrets;

import io.proconsul.worker.FailureClassifier;
import io.proconsul.worker.Outcome;
import io.quarkus.vault.client.VaultClientException;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What Vault's answers mean. Sealed (503), standby (429, 472, 473), not initialised (501) and broken (5xx) pass; a
 * request that Vault understood and refused does not. By the time a 403 comes here, the client has logged in anew once.
 */
@Singleton
public class VaultFailures implements FailureClassifier {

    @Override
    public Optional<Outcome.Failed> classify(Throwable failure) {
        if (failure instanceof VaultClientException vault) {
            return Optional.of(outcome(vault));
        }
        return isUnanswered(failure)
                ? Optional.of(Outcome.unavailable("VaultUnreachable", "Vault did not answer", null))
                : Optional.empty();
    }

    /** Where there was no answer, the client's own question whether it was a 403 fails, and hides what happened. */
    private static boolean isUnanswered(Throwable failure) {
        var trace = failure.getStackTrace();
        return failure instanceof NullPointerException
                && trace.length > 0
                && trace[0].getClassName().equals(VaultClientException.class.getName());
    }

    private static Outcome.Failed outcome(VaultClientException failure) {
        var status = failure.getStatus();
        var message = "Vault answered %s to %s %s: %s"
                .formatted(status, failure.getOperationName(), failure.getRequestPath(), failure.getErrors());
        if (status == null) {
            return Outcome.unavailable("VaultUnreachable", message, null);
        }
        return switch (status) {
            case 429, 472, 473 -> Outcome.unavailable("VaultStandby", message, null);
            // A replica that has not yet seen what the client wrote.
            case 412 -> Outcome.unavailable("VaultNotReady", message, null);
            case 503 -> Outcome.unavailable("VaultSealed", message, null);
            case 403 -> Outcome.permanent("VaultForbidden", message);
            default ->
                status >= 500
                        ? Outcome.unavailable("VaultUnavailable", message, null)
                        : Outcome.permanent("VaultRejected", message);
        };
    }
}
