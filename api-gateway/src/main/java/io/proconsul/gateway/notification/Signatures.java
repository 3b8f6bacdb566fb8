package io.proconsul.gateway.notification;

import io.proconsul.gateway.caller.SharedSecrets;
import io.proconsul.gateway.config.GatewayConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code sig} in the address of the webhook that our offer has registered with Azure; without any it is shut. */
@Startup
@ApplicationScoped
class Signatures {

    private static final String SETTING = "proconsul.gateway.notifications.signatures";

    private final SharedSecrets accepted;

    Signatures(GatewayConfig config) {
        this.accepted =
                new SharedSecrets(SETTING, config.notifications().signatures().orElse(List.of()));
    }

    boolean accept(@Nullable String sig) {
        return accepted.accepts(sig);
    }
}
