package io.proconsul.local.consul;

/** A request that is answered with a status and a line of text, as Consul does. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiError(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static ApiError noLeader() {
        return new ApiError(500, "No cluster leader");
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
