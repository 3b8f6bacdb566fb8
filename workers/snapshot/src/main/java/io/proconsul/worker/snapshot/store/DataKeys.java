package io.proconsul.worker.snapshot.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.worker.Dependencies;
import io.proconsul.worker.Dependency;
import io.proconsul.worker.secrets.TransitSecrets;
import io.quarkus.vault.VaultTransitSecretEngine;
import io.quarkus.vault.transit.TransitContext;
import io.quarkus.vault.transit.VaultTransitDataKeyRequestDetail;
import io.quarkus.vault.transit.VaultTransitDataKeyType;
import jakarta.inject.Singleton;
import java.util.Base64;

/** Keys for large bodies: made by Vault, bound to a cluster, and kept only in their wrapped form. */
@Singleton
public class DataKeys {
    private static final int BITS = 256;

    private final VaultTransitSecretEngine transit;
    private final Dependency vault;

    public DataKeys(VaultTransitSecretEngine transit, Dependencies dependencies) {
        this.transit = transit;
        this.vault = dependencies.named("vault");
    }

    /** A key to use once and to wipe, and the transit ciphertext to keep. */
    static final class DataKey {
        private final byte[] key;
        private final String wrapped;

        private DataKey(byte[] key, String wrapped) {
            this.key = key;
            this.wrapped = wrapped;
        }

        byte[] key() {
            return key;
        }

        String wrapped() {
            return wrapped;
        }
    }

    DataKey fresh(String clusterId) {
        var request = new VaultTransitDataKeyRequestDetail()
                .setContext(Base64.getEncoder().encodeToString(clusterId.getBytes(UTF_8)))
                .setBits(BITS);
        var made = vault.get(
                () -> transit.generateDataKey(VaultTransitDataKeyType.plaintext, TransitSecrets.KEY, request));
        return new DataKey(Base64.getDecoder().decode(made.getPlaintext()), made.getCiphertext());
    }

    byte[] unwrap(String clusterId, String wrapped) {
        var context = TransitContext.fromContext(clusterId);
        return vault.get(
                () -> transit.decrypt(TransitSecrets.KEY, wrapped, context).getValue());
    }
}
