package io.proconsul.local.consul;

import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;

/** The part of the HTTP API below one word of the path. */
@FunctionalInterface
interface Api {
    /**
     * Answers a request.
     *
     * @param path the segments behind /v1, as long as the request has any
     * @throws ApiError if Consul would answer with an error
     */
    Response handle(Request request, Path path);

    /** The segments of a path. */
    record Path(String text) {
        /** Empty behind the end. */
        String segment(int number) {
            var parts = text.split("/", -1);
            return number < parts.length ? parts[number] : "";
        }

        /** All from a segment on, slashes included. */
        String from(int number) {
            var parts = text.split("/", number + 1);
            return number < parts.length ? parts[number] : "";
        }
    }

    static ApiError unknown() {
        return new ApiError(404, "Invalid URL path: not a recognized HTTP API endpoint");
    }

    static ApiError method(Request request) {
        return new ApiError(405, "method " + request.method() + " not allowed");
    }
}
