package io.proconsul.gateway.cluster;

import io.proconsul.gateway.config.GatewayConfig;
import io.quarkus.vault.VaultTransitSecretEngine;
import io.quarkus.vault.transit.TransitContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Vault's transit engine; a ciphertext is bound to its cluster and opens in no other's place. */
@ApplicationScoped
public class VaultClientConfigurations implements ClientConfigurations {

    private static final Logger LOG = Logger.getLogger(VaultClientConfigurations.class);

    private final VaultTransitSecretEngine transit;
    private final String key;

    public VaultClientConfigurations(VaultTransitSecretEngine transit, GatewayConfig config) {
        this.transit = transit;
        this.key = config.vault().transitKey();
    }

    @Override
    public Optional<String> open(String clusterId, String ciphertext) {
        try {
            return Optional.of(transit.decrypt(key, ciphertext, TransitContext.fromContext(clusterId))
                    .asString());
        } catch (RuntimeException e) {
            LOG.warnf("Vault did not open the client configuration of %s: %s", clusterId, reason(e));
            return Optional.empty();
        }
    }

    /** Where there was no answer, the client's own look at its status fails. */
    private static String reason(RuntimeException failure) {
        return failure instanceof NullPointerException
                ? "no answer"
                : failure.getClass().getSimpleName();
    }
}
