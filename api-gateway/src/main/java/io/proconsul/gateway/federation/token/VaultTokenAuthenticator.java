package io.proconsul.gateway.federation.token;

import io.proconsul.gateway.config.GatewayConfig;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.VaultClientException;
import io.quarkus.vault.client.api.common.VaultHashAlgorithm;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransit;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitVerifyBatchItem;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitVerifyBatchParams;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Vault's transit engine, through the extension's client: its transit API has no authentication codes. Vault compares
 * them in constant time.
 */
@ApplicationScoped
public class VaultTokenAuthenticator implements TokenAuthenticator {

    private static final Logger LOG = Logger.getLogger(VaultTokenAuthenticator.class);
    private static final int REFUSED = 400;

    private final VaultSecretsTransit transit;
    private final String key;

    public VaultTokenAuthenticator(VaultClient client, GatewayConfig config) {
        this.transit = client.secrets().transit();
        this.key = config.vault().federationKey();
    }

    @Override
    public Optional<String> authenticate(byte[] text) {
        try {
            return Optional.of(transit.hmac(key, VaultHashAlgorithm.SHA2_256, text, null)
                    .toCompletableFuture()
                    .join());
        } catch (CompletionException e) {
            return unanswered(e);
        }
    }

    @Override
    public Optional<Boolean> verify(byte[] text, String code) {
        var question = new VaultSecretsTransitVerifyBatchItem().setInput(text).setHmac(code);
        var questions = new VaultSecretsTransitVerifyBatchParams()
                .setHashAlgorithm(VaultHashAlgorithm.SHA2_256)
                .setBatchInput(List.of(question));
        try {
            var answers =
                    transit.verifyBatch(key, questions).toCompletableFuture().join();
            return Optional.of(answers.stream().allMatch(answer -> Boolean.TRUE.equals(answer.isValid())));
        } catch (CompletionException e) {
            return isRefusal(cause(e)) ? Optional.of(false) : unanswered(e);
        }
    }

    /** What Vault has no key for any more, or not yet. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof VaultClientException vault
                && vault.getStatus() != null
                && vault.getStatus() == REFUSED;
    }

    private static Throwable cause(CompletionException failure) {
        return Objects.requireNonNullElse(failure.getCause(), failure);
    }

    private static <T> Optional<T> unanswered(CompletionException failure) {
        LOG.warnf(
                "Vault did not authenticate a federation token: %s",
                cause(failure).getClass().getSimpleName());
        return Optional.empty();
    }
}
