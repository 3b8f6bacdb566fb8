package io.proconsul.worker.snapshot.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.wire.FailureCause;
import io.proconsul.worker.secrets.Secret;
import io.proconsul.worker.snapshot.FakeConsul;
import io.proconsul.worker.snapshot.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTrustTest {
    @TempDir
    Path directory;

    @Test
    void trustsAServerOfTheDatacenterWhateverItsAddress() throws Exception {
        try (var cluster = cluster("ours").start(1)) {
            assertThat(open(cluster, cluster.caPem()).leader()).contains("127.0.0.1:8300");
        }
    }

    @Test
    void trustsNoServerOfAnotherAuthority() throws Exception {
        try (var cluster = cluster("ours").start(1);
                var other = cluster("other")) {
            var consul = open(cluster, other.caPem());

            assertThatThrownBy(consul::leader).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void trustsNoClientThatPosesAsAServer() throws Exception {
        try (var cluster = cluster("ours")) {
            cluster.start(0, "client." + Fixtures.DATACENTER + ".consul");
            var consul = open(cluster, cluster.caPem());

            assertThatThrownBy(consul::leader)
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("expected a certificate for server." + Fixtures.DATACENTER + ".consul");
        }
    }

    @Test
    void trustsNoServerOfAnotherDatacenter() throws Exception {
        try (var cluster = cluster("ours")) {
            cluster.start(0, "server.eastus-orders.consul");
            var consul = open(cluster, cluster.caPem());

            assertThatThrownBy(consul::leader).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void saysWhichFieldHoldsNoCertificate() throws Exception {
        try (var cluster = cluster("ours").start(1)) {
            assertThatThrownBy(() -> open(cluster, "")).hasMessageContaining("caPem");
        }
    }

    @Test
    void tellsARefusedTokenFromAnUnhealthyCluster() throws Exception {
        try (var cluster = cluster("ours").start(3)) {
            cluster.bootstrapWith("management-secret");
            cluster.healthy = false;
            var consul = open(cluster, cluster.caPem());

            var health = consul.health(Secret.of("management-secret"));

            assertThat(health.healthy()).isFalse();
            assertThat(health.healthyVoters()).isEqualTo(1);
            assertThat(health.version()).contains("1.21.4");
            assertThatThrownBy(() -> consul.health(Secret.of("no-such-secret")))
                    .isInstanceOf(ConsulException.class)
                    .hasMessageContaining("403", "GET /v1/operator/autopilot/health")
                    .hasMessageNotContaining("no-such-secret")
                    .satisfies(e ->
                            assertThat(Fixtures.failures().outcomeOf(e).cause()).isEqualTo(FailureCause.PERMANENT));
        }
    }

    @Test
    void takesNoAnswerForAnOutage() throws Exception {
        try (var cluster = cluster("ours").start(1)) {
            var consul = open(cluster, cluster.caPem());
            cluster.crash();

            assertThatThrownBy(consul::leader).isInstanceOf(IOException.class).satisfies(e -> assertThat(
                            Fixtures.failures().outcomeOf(e).cause())
                    .isEqualTo(FailureCause.UNAVAILABLE));
        }
    }

    private FakeConsul cluster(String name) throws IOException {
        return new FakeConsul(Files.createDirectory(directory.resolve(name)));
    }

    private static Consul open(FakeConsul cluster, String caPem) {
        return Fixtures.consuls(cluster.port()).open(cluster.servers().get(0), caPem, Fixtures.DATACENTER);
    }
}
