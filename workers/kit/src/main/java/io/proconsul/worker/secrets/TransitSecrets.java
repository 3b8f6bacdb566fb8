package io.proconsul.worker.secrets;

import io.proconsul.worker.Dependencies;
import io.proconsul.worker.Dependency;
import io.quarkus.vault.VaultTransitSecretEngine;
import io.quarkus.vault.transit.ClearData;
import io.quarkus.vault.transit.TransitContext;
import jakarta.inject.Singleton;

/**
 * Turns secrets into ciphertexts that may travel and be kept, and back. A ciphertext is bound to its cluster: the key is
 * derived from the cluster's id, so that one cluster's ciphertext in another's message decrypts to nothing.
 *
 * <p>Ciphertexts of the same secret differ each time: never compare them.
 */
@Singleton
public class TransitSecrets {

    /** The transit key, of a type that can be derived; made by the installation, never by use. */
    public static final String KEY = "proconsul-secrets";

    private final VaultTransitSecretEngine transit;
    private final Dependency vault;

    public TransitSecrets(VaultTransitSecretEngine transit, Dependencies dependencies) {
        this.transit = transit;
        this.vault = dependencies.named("vault");
    }

    public String encrypt(String clusterId, Secret secret) {
        return vault.get(() -> transit.encrypt(KEY, new ClearData(secret.reveal()), context(clusterId)));
    }

    public Secret decrypt(String clusterId, String ciphertext) {
        return vault.get(() ->
                Secret.of(transit.decrypt(KEY, ciphertext, context(clusterId)).asString()));
    }

    private static TransitContext context(String clusterId) {
        return TransitContext.fromContext(clusterId);
    }
}
