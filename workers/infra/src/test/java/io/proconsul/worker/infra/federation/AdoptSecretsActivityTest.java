package io.proconsul.worker.infra.federation;

import static io.proconsul.worker.infra.FakeTransit.ciphertext;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.wire.AdoptSecrets;
import io.proconsul.wire.FederationJoined;
import io.proconsul.wire.SecretsCreated;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.Configs;
import io.proconsul.worker.infra.FakeTransit;
import io.proconsul.worker.infra.Fixtures;
import io.proconsul.worker.secrets.TransitSecrets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdoptSecretsActivityTest {
    private static final String PRIMARY_ID = "1bf36c1e-5d2b-5e10-9a77-3b1f0c2d4e5f";
    private static final SecretsCreated OWN =
            new SecretsCreated("own gossip", "own management", "agent", "dns", "copy");

    private final AdoptSecretsActivity activity =
            new AdoptSecretsActivity(new TransitSecrets(new FakeTransit(), Configs.dependencies(Map.of())));

    @Test
    void what_the_federation_has_in_common_is_bound_to_the_secondary_and_the_rest_is_its_own() {
        var outcome = activity.perform(command(PRIMARY_ID), Fixtures.attempt(1));

        assertThat(outcome)
                .isEqualTo(Outcome.succeeded(new SecretsCreated(
                        ciphertext(Fixtures.CLUSTER_ID, "gossip"),
                        ciphertext(Fixtures.CLUSTER_ID, "management"),
                        "agent",
                        "dns",
                        "copy")));
    }

    @Test
    void what_is_bound_to_another_cluster_is_not_adopted() {
        var command = command("2bf36c1e-5d2b-5e10-9a77-3b1f0c2d4e5f");

        assertThatThrownBy(() -> activity.perform(command, Fixtures.attempt(1)))
                .hasMessageContaining("another key or context");
    }

    private static AdoptSecrets command(String named) {
        var primary = new FederationJoined(
                Fixtures.cluster(named, "mrg-primary", "primary"),
                "ca",
                List.of(),
                "primary.private.consul.example.net",
                ciphertext(PRIMARY_ID, "gossip"),
                ciphertext(PRIMARY_ID, "management"));
        return new AdoptSecrets(Fixtures.cluster(), OWN, primary);
    }
}
