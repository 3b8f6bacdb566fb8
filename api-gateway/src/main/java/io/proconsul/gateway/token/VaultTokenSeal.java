package io.proconsul.gateway.token;

import io.proconsul.gateway.config.GatewayConfig;
import io.quarkus.vault.VaultTransitSecretEngine;
import io.quarkus.vault.transit.ClearData;
import io.quarkus.vault.transit.TransitContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Vault's transit engine; the gateway may encrypt with the key of the cluster's secrets and not decrypt. */
@ApplicationScoped
public class VaultTokenSeal implements TokenSeal {

    private static final Logger LOG = Logger.getLogger(VaultTokenSeal.class);

    private final VaultTransitSecretEngine transit;
    private final String key;

    public VaultTokenSeal(VaultTransitSecretEngine transit, GatewayConfig config) {
        this.transit = transit;
        this.key = config.vault().secretsKey();
    }

    @Override
    public Optional<String> seal(String clusterId, String secret) {
        try {
            return Optional.of(transit.encrypt(key, new ClearData(secret), TransitContext.fromContext(clusterId)));
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Vault did not seal a token of %s: %s",
                    clusterId, e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
