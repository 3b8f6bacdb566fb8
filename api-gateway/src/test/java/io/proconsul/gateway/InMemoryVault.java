package io.proconsul.gateway;

import io.proconsul.gateway.cluster.ClientConfigurations;
import io.proconsul.gateway.federation.token.HmacAuthenticator;
import io.proconsul.gateway.federation.token.TokenAuthenticator;
import io.proconsul.gateway.token.TokenSeal;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Opens what Samples seals, for the right cluster only, remembers what it seals itself, and authenticates. */
@Mock
@ApplicationScoped
public class InMemoryVault implements ClientConfigurations, TokenSeal, TokenAuthenticator {

    static final String CONFIGURATION = "{\"datacenter\":\"dc1\"}";

    private final TokenAuthenticator authenticator = new HmacAuthenticator("the gateway's");
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private volatile boolean sealed;

    public void seal(boolean wanted) {
        sealed = wanted;
    }

    @Override
    public Optional<String> open(String clusterId, String ciphertext) {
        return sealed || !ciphertext.equals("vault:v1:" + clusterId) ? Optional.empty() : Optional.of(CONFIGURATION);
    }

    @Override
    public Optional<String> seal(String clusterId, String secret) {
        if (sealed) {
            return Optional.empty();
        }
        var ciphertext = "vault:v1:%s:%d".formatted(clusterId, secrets.size());
        secrets.put(ciphertext, secret);
        return Optional.of(ciphertext);
    }

    @Override
    public Optional<String> authenticate(byte[] text) {
        return sealed ? Optional.empty() : authenticator.authenticate(text);
    }

    @Override
    public Optional<Boolean> verify(byte[] text, String code) {
        return sealed ? Optional.empty() : authenticator.verify(text, code);
    }

    /** What this ciphertext was made of. */
    public Optional<String> sealedAs(String ciphertext) {
        return Optional.ofNullable(secrets.get(ciphertext));
    }
}
