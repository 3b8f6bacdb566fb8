package io.proconsul.gateway.error;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that is answered with an error.
 *
 * @param retryAfter when trying again makes sense; sent in whole seconds (RPC-119)
 */
public record ApiError(int status, Problem problem, Optional<Duration> retryAfter) {

    /** An answer is not to be much larger than its request. */
    private static final int MOST_DETAILS = 20;

    public static ApiError of(int status, String code, String message, @Nullable String target) {
        return new ApiError(status, Problem.of(code, message, target), Optional.empty());
    }

    /** All problems of one request in one answer, if there are not too many; a single one is not wrapped. */
    public static ApiError invalid(List<Problem> problems) {
        if (problems.size() == 1) {
            return new ApiError(400, problems.get(0), Optional.empty());
        }
        var told = problems.subList(0, Math.min(problems.size(), MOST_DETAILS));
        var summary = new Problem(
                "InvalidRequest",
                told.size() == problems.size()
                        ? "The request has %d problems; see details.".formatted(problems.size())
                        : "The request has %d problems; see details for the first %d."
                                .formatted(problems.size(), told.size()),
                null,
                List.copyOf(told));
        return new ApiError(400, summary, Optional.empty());
    }

    public static ApiError badRequest(String code, String message, @Nullable String target) {
        return of(400, code, message, target);
    }

    public static ApiError notFound(String message) {
        return of(404, "ResourceNotFound", message, null);
    }

    /** Our own trouble, not the client's: the same request may succeed later. */
    public static ApiError unavailable(String message) {
        return new ApiError(503, Problem.of("ServiceUnavailable", message, null), Optional.of(Duration.ofSeconds(10)));
    }

    public ApiException asException() {
        return new ApiException(this);
    }
}
