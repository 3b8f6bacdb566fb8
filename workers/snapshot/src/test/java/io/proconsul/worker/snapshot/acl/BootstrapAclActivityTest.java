package io.proconsul.worker.snapshot.acl;

import static io.proconsul.worker.snapshot.FakeTransit.ciphertext;
import static io.proconsul.worker.snapshot.Fixtures.CLUSTER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.wire.AclBootstrapped;
import io.proconsul.wire.BootstrapAcl;
import io.proconsul.wire.FailureCause;
import io.proconsul.wire.SecretsCreated;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.snapshot.FakeConsul;
import io.proconsul.worker.snapshot.Fixtures;
import io.proconsul.worker.snapshot.consul.ConsulException;
import io.proconsul.worker.snapshot.consul.Leader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootstrapAclActivityTest {
    private static final ClusterNames NAMES = ClusterNames.of(CLUSTER_ID);
    private static final String AGENT = NAMES.aclAccessorId("acl-token-agent").toString();
    private static final String DNS = NAMES.aclAccessorId("acl-token-dns").toString();

    private final String management = FakeConsul.newSecret();
    private final String agent = FakeConsul.newSecret();
    private final String dns = FakeConsul.newSecret();

    @TempDir
    Path directory;

    private FakeConsul cluster;

    @BeforeEach
    void startCluster() throws IOException {
        cluster = new FakeConsul(directory).start(3);
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @Test
    void bootstrapsAndCreatesTheTokensThatTheServersHave() throws IOException {
        assertThat(perform()).isEqualTo(Outcome.succeeded(new AclBootstrapped("management", AGENT)));

        assertThat(cluster.accessorsBySecret())
                .containsEntry(management, "management")
                .containsEntry(agent, AGENT)
                .containsEntry(dns, DNS)
                .hasSize(3);
        assertThat(cluster.rulesByPolicy()).containsOnlyKeys("proconsul-agent", "proconsul-dns");
        assertThat(cluster.rulesByPolicy().get("proconsul-agent")).contains("\"" + NAMES.shortId() + "-\"");
    }

    @Test
    void changesNothingWhenRepeated() throws IOException {
        perform();
        var before = new java.util.HashMap<>(cluster.accessorsBySecret());

        assertThat(perform()).isInstanceOf(Outcome.Succeeded.class);

        assertThat(cluster.accessorsBySecret()).isEqualTo(before);
    }

    @Test
    void recognisesItsOwnBootstrapWhoseAnswerWasLost() throws IOException {
        cluster.loseBootstrapAnswer = true;
        assertThatThrownBy(this::perform).isInstanceOf(ConsulException.class).satisfies(e -> assertThat(
                        Fixtures.failures().outcomeOf(e).cause())
                .isEqualTo(FailureCause.UNAVAILABLE));

        assertThat(perform()).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void givesUpOnAClusterThatSomeoneElseBootstrapped() throws IOException {
        cluster.bootstrapWith("the secret of an intruder");

        assertThat(perform()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("AclBootstrappedByOther");
            assertThat(failed.cause()).isEqualTo(FailureCause.PERMANENT);
        });
    }

    @Test
    void repairsAPolicyThatWasChanged() throws IOException {
        perform();
        cluster.rulesByPolicy().put("proconsul-agent", "node_prefix \"\" { policy = \"write\" }");

        perform();

        assertThat(cluster.rulesByPolicy().get("proconsul-agent")).contains(NAMES.shortId());
    }

    @Test
    void looksAgainUntilAutopilotCallsEveryServerAHealthyVoter() throws IOException {
        cluster.healthy = false;
        assertThat(perform())
                .isInstanceOfSatisfying(Outcome.Pending.class, pending -> assertThat(pending.continuation())
                        .contains("1 of 3 servers are healthy voters"));

        cluster.healthy = true;
        assertThat(perform()).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void talksToTheLeaderAndToNobodyWithoutOne() throws IOException {
        cluster.leader = "";

        assertThatThrownBy(this::perform)
                .satisfies(
                        e -> assertThat(Fixtures.failures().outcomeOf(e).code()).isEqualTo("NoLeader"));
        assertThat(cluster.accessorsBySecret()).isEmpty();
    }

    private Outcome perform() throws IOException {
        var secrets = new SecretsCreated(
                ciphertext(CLUSTER_ID, "gossip"),
                ciphertext(CLUSTER_ID, management),
                ciphertext(CLUSTER_ID, agent),
                ciphertext(CLUSTER_ID, dns),
                "");
        var command = new BootstrapAcl(Fixtures.CLUSTER, cluster.caPem(), cluster.servers(), secrets);
        return new BootstrapAclActivity(new Leader(Fixtures.consuls(cluster.port())), Fixtures.secrets())
                .perform(command, Fixtures.ATTEMPT);
    }
}
