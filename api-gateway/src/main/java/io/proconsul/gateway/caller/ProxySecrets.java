package io.proconsul.gateway.caller;

import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.error.ApiError;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code code} in the address that our offer has registered with Azure. Azure's certificate is the same for every
 * custom provider of the world; the code tells that the provider is ours.
 */
@Startup
@ApplicationScoped
public class ProxySecrets {

    private static final String SETTING = "proconsul.gateway.proxy.secrets";

    private final Optional<SharedSecrets> accepted;

    public ProxySecrets(GatewayConfig config) {
        this.accepted = config.proxy()
                .secrets()
                .filter(secrets -> !secrets.isEmpty())
                .map(secrets -> new SharedSecrets(SETTING, secrets));
    }

    /** @throws io.proconsul.gateway.error.ApiException for a wrong code, where one is needed */
    void check(@Nullable String code) {
        if (accepted.isPresent() && !accepted.get().accepts(code)) {
            throw ApiError.of(401, "AuthenticationFailed", "Expected a valid code in the query.", "code")
                    .asException();
        }
    }
}
