package io.proconsul.gateway.entra;

import java.util.Set;

/** What an access token was found to be. */
public sealed interface TokenReading {

    /**
     * A token that stands for someone.
     *
     * @param tenantId of the one who signed in
     * @param objectId the user or service principal in that tenant
     * @param roles the app roles that an administrator of the tenant has assigned
     */
    record Genuine(String tenantId, String objectId, Set<String> roles) implements TokenReading {}

    /**
     * A token that stands for nobody.
     *
     * @param code the one Azure Resource Manager has for it
     * @param message what was expected and what was found; never the token
     */
    record Refused(String code, String message) implements TokenReading {}

    /** The tenant's keys could not be had, so that nothing can be said about the token. */
    record Unverifiable() implements TokenReading {}
}
