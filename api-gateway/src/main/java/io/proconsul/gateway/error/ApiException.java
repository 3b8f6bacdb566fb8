package io.proconsul.gateway.error;

/** Carries an {@link ApiError} out of a resource method; has no stack trace, since it is no fault of ours. */
public final class ApiException extends RuntimeException {

    private final transient ApiError error;

    ApiException(ApiError error) {
        super(error.problem().message(), null, false, false);
        this.error = error;
    }

    public ApiError error() {
        return error;
    }
}
