package io.proconsul.worker.infra.arm;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.management.exception.ManagementException;
import com.azure.storage.blob.models.BlobStorageException;
import java.time.Duration;
import java.util.Optional;

/**
 * What Azure answered instead of what was asked for.
 *
 * @param status the HTTP status; 0 for the error of an operation that was accepted and failed later
 * @param code Azure's word for it, such as ParentResourceNotFound
 * @param retryAfter when Azure wants to be asked again; empty if it did not say
 */
public record ArmError(int status, String code, String message, Optional<Duration> retryAfter) {

    private static final int MAX_MESSAGE = 500;

    public ArmError {
        if (message.length() > MAX_MESSAGE) {
            message = message.substring(0, MAX_MESSAGE) + "...";
        }
    }

    /** The error inside an exception of the SDK, Resource Manager's, Entra's or Blob's; empty for any other exception. */
    public static Optional<ArmError> in(Throwable failure) {
        return failure instanceof HttpResponseException http ? Optional.of(of(http)) : Optional.empty();
    }

    /** The error of an operation that was accepted and failed later. */
    static ArmError ofOperation(String code, String message) {
        return new ArmError(0, code, message, Optional.empty());
    }

    private static ArmError of(HttpResponseException failure) {
        var response = failure.getResponse();
        var status = response == null ? 0 : response.getStatusCode();
        Optional<Duration> retryAfter = response == null ? Optional.empty() : RetryAfter.in(response.getHeaders());
        if (failure instanceof ClientAuthenticationException) {
            return new ArmError(401, "AuthenticationFailed", messageOf(failure), retryAfter);
        }
        if (failure instanceof BlobStorageException blob && blob.getErrorCode() != null) {
            return new ArmError(status, blob.getErrorCode().toString(), "Blob storage answered " + status, retryAfter);
        }
        if (failure instanceof ManagementException management && management.getValue() != null) {
            var error = management.getValue();
            var code = error.getCode() == null ? "Http" + status : error.getCode();
            return new ArmError(
                    status, code, error.getMessage() == null ? messageOf(failure) : error.getMessage(), retryAfter);
        }
        return new ArmError(status, "Http" + status, messageOf(failure), retryAfter);
    }

    private static String messageOf(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }
}
