package io.proconsul.gateway.federation.token;

import io.proconsul.wire.Scope;

/** What a federation token was found to be. */
public sealed interface FederationTokenReading {

    /**
     * A token that we have given out, and that is within its times.
     *
     * @param primary where the cluster is that it was given out for
     * @param clusterId of that cluster in the life that it had then
     */
    record Genuine(Scope primary, String clusterId) implements FederationTokenReading {}

    /**
     * Anything else.
     *
     * @param message what was expected and what was found; never the token
     */
    record Refused(String message) implements FederationTokenReading {}

    /** The keeper of the key does not answer, so that nothing can be said about the token. */
    record Unverifiable() implements FederationTokenReading {}
}
