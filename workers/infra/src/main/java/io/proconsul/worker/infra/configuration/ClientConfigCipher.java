package io.proconsul.worker.infra.configuration;

import io.proconsul.worker.Dependencies;
import io.proconsul.worker.Dependency;
import io.quarkus.vault.VaultTransitSecretEngine;
import io.quarkus.vault.transit.ClearData;
import io.quarkus.vault.transit.TransitContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Encrypts client configurations for the gateway, under a key of their own: so the gateway can be allowed to decrypt
 * these and nothing else.
 */
@ApplicationScoped
public class ClientConfigCipher {

    /** The transit key, of a type that can be derived; the context is the cluster's id. */
    public static final String KEY = "proconsul-client-config";

    private final VaultTransitSecretEngine transit;
    private final Dependency vault;

    public ClientConfigCipher(VaultTransitSecretEngine transit, Dependencies dependencies) {
        this.transit = transit;
        this.vault = dependencies.named("vault");
    }

    String encrypt(String clusterId, byte[] json) {
        return vault.get(() -> transit.encrypt(KEY, new ClearData(json), TransitContext.fromContext(clusterId)));
    }
}
