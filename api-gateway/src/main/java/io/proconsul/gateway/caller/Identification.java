package io.proconsul.gateway.caller;

import io.proconsul.gateway.error.ApiError;

/** What became of the question who sent a request. */
sealed interface Identification {

    /** @param overAzure whether Azure itself is at the other end, so that what it says in headers counts */
    record Known(Caller caller, boolean overAzure) implements Identification {}

    record Refused(ApiError error) implements Identification {}
}
