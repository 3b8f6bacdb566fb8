package io.proconsul.worker.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.wire.AwaitQuorum;
import io.proconsul.wire.QuorumReached;
import io.proconsul.wire.Server;
import io.proconsul.worker.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwaitQuorumActivityTest {
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
    void succeedsWhenAllServersFollowOneLeaderAndHaveEachOtherAsPeers() throws IOException {
        assertThat(perform(cluster.servers())).isEqualTo(Outcome.succeeded(new QuorumReached("127.0.0.1:8300", 3)));
    }

    @Test
    void looksAgainWhileThereIsNoLeader() throws IOException {
        cluster.leader = "";

        assertPending(perform(cluster.servers()), "server-0 knows no leader");
    }

    @Test
    void looksAgainWhileAServerHasNotJoinedRaft() throws IOException {
        cluster.peers = cluster.peers.subList(0, 2);

        assertPending(perform(cluster.servers()), "does not have server-0, server-1, server-2 as its peers");
    }

    @Test
    void looksAgainWhileAServerIsStillBooting() throws IOException {
        var servers = new ArrayList<>(cluster.servers());
        servers.set(2, new Server(2, "server-2", "3", "127.0.0.99"));

        assertPending(perform(servers), "server-2 does not answer");
    }

    @Test
    void acceptsNoStrangerAmongThePeers() throws IOException {
        var peers = new ArrayList<>(cluster.peers);
        peers.add("127.0.0.66:8300");
        cluster.peers = peers;

        assertPending(perform(cluster.servers()), "as its peers");
    }

    private Outcome perform(List<Server> servers) throws IOException {
        var command = new AwaitQuorum(Fixtures.CLUSTER, cluster.caPem(), servers, "unused");
        return new AwaitQuorumActivity(Fixtures.consuls(cluster.port())).perform(command, Fixtures.ATTEMPT);
    }

    private static void assertPending(Outcome outcome, String reason) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Pending.class, pending -> {
            assertThat(pending.continuation()).contains(reason);
            assertThat(pending.checkAfter()).isEqualTo(AwaitQuorumActivity.SOON);
        });
    }
}
