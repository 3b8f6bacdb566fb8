package io.proconsul.worker.infra.arm;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.management.exception.ManagementException;
import com.azure.storage.blob.models.BlobStorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Azure answered instead of what was asked for.
 *
 * @param status the HTTP status; 0 for the error of an operation that was accepted and failed later
 * @param code Azure's word for it, such as ParentResourceNotFound
 * @param retryAfter when Azure wants to be asked again; empty if it did not say
 */
public record ArmError(int status, String code, String message, Optional<Duration> retryAfter) {

    private static final int MAX_MESSAGE = 500;

    /** What a resource's id begins with, before type and name. */
    private static final Pattern SCOPE =
            Pattern.compile("/subscriptions/[^/\\s]+/resourceGroups/[^/\\s]+/providers/[^/\\s]+/", CASE_INSENSITIVE);

    public ArmError {
        message = message.length() > MAX_MESSAGE ? abridged(message) : message;
    }

    /** Azure tells ids in full before it says what is wrong with them: so these are shortened first, and then the end. */
    private static String abridged(String message) {
        var readable = SCOPE.matcher(message).replaceAll("");
        return readable.length() > MAX_MESSAGE ? readable.substring(0, MAX_MESSAGE) + "..." : readable;
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
