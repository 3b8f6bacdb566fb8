package io.proconsul.worker.snapshot.acl;

import static io.proconsul.worker.snapshot.FakeTransit.ciphertext;
import static io.proconsul.worker.snapshot.Fixtures.CLUSTER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.wire.AdmitSecondary;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.Done;
import io.proconsul.wire.ExpelSecondary;
import io.proconsul.wire.SecretsCreated;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.snapshot.FakeConsul;
import io.proconsul.worker.snapshot.Fixtures;
import io.proconsul.worker.snapshot.consul.Leader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a primary has for its secondaries, as long as they are. */
class AdmitSecondaryActivityTest {
    private static final String SECONDARY_ID = "1bf36c1e-5d2b-5e10-9a77-3b1f0c2d4e5f";
    private static final ClusterRef SECONDARY = new ClusterRef(
            SECONDARY_ID,
            Fixtures.CLUSTER.getTenantId(),
            Fixtures.CLUSTER.getSubscriptionId(),
            "mrg-payments",
            "payments",
            "eastus",
            "eastus-payments");
    private static final ClusterNames NAMES = ClusterNames.of(SECONDARY);

    private final String management = FakeConsul.newSecret();
    private final String agent = FakeConsul.newSecret();
    private final String dns = FakeConsul.newSecret();
    private final String replication = FakeConsul.newSecret();

    @TempDir
    Path directory;

    private FakeConsul primary;

    @BeforeEach
    void startPrimary() throws IOException {
        primary = new FakeConsul(directory).start(3);
        primary.bootstrapWith(management);
        primary.rulesByPolicy().put("proconsul-agent", "its own");
    }

    @AfterEach
    void stopPrimary() {
        primary.close();
    }

    @Test
    void thePrimaryKnowsTheTokensThatTheServersOfTheSecondaryHave() throws IOException {
        assertThat(admit()).isEqualTo(Outcome.succeeded(new Done(1)));

        assertThat(primary.accessorsBySecret())
                .containsEntry(agent, accessor("acl-token-agent"))
                .containsEntry(dns, accessor("acl-token-dns"))
                .containsEntry(replication, accessor("acl-token-replication"))
                .hasSize(4);
        assertThat(primary.policiesByAccessor())
                .containsEntry(accessor("acl-token-agent"), "id-of-proconsul-agent-" + NAMES.shortId())
                .containsEntry(accessor("acl-token-replication"), "id-of-proconsul-replication");
        assertThat(primary.rulesByPolicy())
                .containsEntry("proconsul-agent", "its own")
                .hasEntrySatisfying("proconsul-agent-" + NAMES.shortId(), rules -> assertThat(rules)
                        .contains("\"" + NAMES.shortId() + "-\""));
    }

    @Test
    void toAdmitItTwiceIsToHaveAdmittedIt() throws IOException {
        admit();
        var before = new HashMap<>(primary.accessorsBySecret());

        assertThat(admit()).isEqualTo(Outcome.succeeded(new Done(1)));

        assertThat(primary.accessorsBySecret()).isEqualTo(before);
    }

    @Test
    void whenItGoesNothingOfItIsLeftAndEverythingElseIs() throws IOException {
        admit();
        primary.know("theirs", "user-of-the-secondary", AclTokens.describeUsers(SECONDARY));
        primary.know("ours", "user-of-the-primary", AclTokens.describeUsers(Fixtures.CLUSTER));

        var first = expel();
        var second = expel();

        assertThat(first).isEqualTo(Outcome.succeeded(new Done(5)));
        assertThat(second).isEqualTo(Outcome.succeeded(new Done(0)));
        assertThat(primary.accessorsBySecret()).containsOnlyKeys(management, "ours");
        assertThat(primary.rulesByPolicy())
                .containsOnlyKeys("proconsul-agent", "proconsul-dns", "proconsul-replication");
    }

    private Outcome admit() throws IOException {
        var secrets = new SecretsCreated(
                ciphertext(SECONDARY_ID, "gossip"),
                ciphertext(SECONDARY_ID, "bootstrap"),
                ciphertext(SECONDARY_ID, agent),
                ciphertext(SECONDARY_ID, dns),
                ciphertext(SECONDARY_ID, replication));
        var command = new AdmitSecondary(
                Fixtures.CLUSTER,
                primary.caPem(),
                primary.servers(),
                ciphertext(CLUSTER_ID, management),
                SECONDARY,
                secrets);
        return new AdmitSecondaryActivity(leader(), Fixtures.secrets()).perform(command, Fixtures.ATTEMPT);
    }

    private Outcome expel() throws IOException {
        var command = new ExpelSecondary(
                Fixtures.CLUSTER, primary.caPem(), primary.servers(), ciphertext(CLUSTER_ID, management), SECONDARY);
        return new ExpelSecondaryActivity(leader(), Fixtures.secrets()).perform(command, Fixtures.ATTEMPT);
    }

    private Leader leader() {
        return new Leader(Fixtures.consuls(primary.port()));
    }

    private static String accessor(String purpose) {
        return NAMES.aclAccessorId(purpose).toString();
    }
}
