package io.proconsul.worker.snapshot.store;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.storage.blob.models.BlobStorageException;
import io.proconsul.worker.FailureClassifier;
import io.proconsul.worker.Outcome;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the blob service's answers mean. A 403 is tried again: a role assignment takes minutes to be known everywhere.
 */
@Singleton
public class BlobFailures implements FailureClassifier {

    @Override
    public Optional<Outcome.Failed> classify(Throwable failure) {
        if (failure instanceof BlobStorageException blob) {
            return Optional.of(outcome(blob));
        }
        if (failure instanceof ClientAuthenticationException) {
            return Optional.of(Outcome.unavailable("NoToken", String.valueOf(failure.getMessage()), null));
        }
        return failure instanceof UnsoundSnapshotException
                ? Optional.of(Outcome.transientFailure("UnsoundSnapshot", String.valueOf(failure.getMessage())))
                : Optional.empty();
    }

    private static Outcome.Failed outcome(BlobStorageException failure) {
        var status = failure.getStatusCode();
        var code = failure.getErrorCode() == null
                ? "BlobStorage" + status
                : failure.getErrorCode().toString();
        var message = "Blob storage answered %d %s".formatted(status, code);
        if (status >= 500 || status == 429) {
            return Outcome.unavailable(code, message, retryAfter(failure));
        }
        return status == 403 || status == 404 || status == 409 || status == 412
                ? Outcome.transientFailure(code, message)
                : Outcome.permanent(code, message);
    }

    private static @Nullable Duration retryAfter(BlobStorageException failure) {
        var header =
                failure.getResponse() == null ? null : failure.getResponse().getHeaderValue(HttpHeaderName.RETRY_AFTER);
        try {
            return header == null ? null : Duration.parse("PT" + header + "S");
        } catch (DateTimeException e) {
            return null;
        }
    }
}
