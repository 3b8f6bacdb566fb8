package io.proconsul.gateway.error;

import java.util.Map;

/** What is said of a request that the framework refuses, before or beside our own code. */
public final class Framework {

    private static final Problem MALFORMED = Problem.of("BadRequest", "The request is malformed.", null);

    private static final Map<Integer, Problem> REFUSALS = Map.of(
            401, Problem.of("AuthenticationFailed", "The request is not authenticated.", null),
            404,
                    Problem.of(
                            "ResourceNotFound",
                            "There is no such path; see the API reference for those there are.",
                            null),
            405, Problem.of("MethodNotAllowed", "The path does not take this method.", null),
            406, Problem.of("NotAcceptable", "Answers are application/json only.", "Accept"),
            413, Problem.of("RequestEntityTooLarge", "The body is too large.", null),
            415, Problem.of("UnsupportedMediaType", "The body has to be application/json.", "Content-Type"));

    private static final Problem INTERNAL = Problem.of(
            "InternalServerError", "The request failed for a reason of ours. Tell support the x-ms-request-id.", null);

    private Framework() {}

    /** @param status of 400 or more */
    public static Problem problem(int status) {
        return status >= 500 ? INTERNAL : REFUSALS.getOrDefault(status, MALFORMED);
    }
}
