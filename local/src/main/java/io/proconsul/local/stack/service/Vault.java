package io.proconsul.local.stack.service;

import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.LogSetup;
import io.proconsul.local.deployment.Readiness;
import io.proconsul.local.deployment.ServiceDefinition;
import io.proconsul.local.kafka.JavaCommand;
import io.proconsul.local.vault.VaultStandIn;
import java.util.Map;
import java.util.Set;

/** The Vault stand-in; it is ready when it is unsealed. */
public final class Vault {
    public static final String NAME = Deployment.VAULT;

    private static final int HEAP_MEGABYTES = 96;

    private Vault() {}

    public static ServiceDefinition of(Deployment deployment) {
        var state = deployment.state();
        var keyStore = StandInTls.keyStore(deployment, NAME);
        return new ServiceDefinition(
                NAME,
                Set.of(),
                JavaCommand.java(
                        HEAP_MEGABYTES,
                        LogSetup.option(),
                        "-cp",
                        deployment.programs().localClassPath(),
                        VaultStandIn.class.getName(),
                        "--state=" + state.vault(),
                        "--tls=" + keyStore,
                        "--port=" + deployment.ports().of(NAME),
                        "--faults=" + state.faults()),
                Map::of,
                Readiness.https(deployment.https(NAME) + "/v1/sys/health", StandInTls.trust(deployment)),
                deployment.https(NAME));
    }
}
