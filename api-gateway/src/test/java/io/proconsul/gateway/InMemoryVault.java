package io.proconsul.gateway;

import io.proconsul.gateway.cluster.ClientConfigurations;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Opens what Samples seals, for the right cluster only. */
@Mock
@ApplicationScoped
public class InMemoryVault implements ClientConfigurations {

    static final String CONFIGURATION = "{\"datacenter\":\"dc1\"}";

    private volatile boolean sealed;

    public void seal(boolean wanted) {
        sealed = wanted;
    }

    @Override
    public Optional<String> open(String clusterId, String ciphertext) {
        return sealed || !ciphertext.equals("vault:v1:" + clusterId) ? Optional.empty() : Optional.of(CONFIGURATION);
    }
}
