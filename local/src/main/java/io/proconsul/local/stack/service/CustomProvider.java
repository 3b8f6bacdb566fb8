package io.proconsul.local.stack.service;

import io.proconsul.local.deployment.Credentials;
import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.StateFolder;
import java.nio.file.Path;

/** The gateway as a custom provider: what whoever is Azure here calls it with. */
public final class CustomProvider {
    private static final String CLIENT = "azure-client";

    private CustomProvider() {}

    /** The query that is registered with the gateway's address; a secret. */
    public static String query(StateFolder state) {
        return "code=" + new Credentials(state).shared(Gateway.PROVIDER_SECRET);
    }

    /** Resource Manager's key and certificate as a client, as the running stack has them. */
    public static Path keyStore(StateFolder state) {
        return state.ca().resolve(CLIENT + ".p12");
    }

    static Path issuedKeyStore(Deployment deployment) {
        return deployment.authority().clientKeyStore(CLIENT);
    }

    static String registered(Deployment deployment) {
        return deployment.https(Deployment.GATEWAY) + "?" + query(deployment.state());
    }
}
