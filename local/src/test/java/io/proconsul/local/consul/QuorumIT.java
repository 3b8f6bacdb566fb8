package io.proconsul.local.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.proconsul.local.tls.LocalCa;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three Consul stand-ins in processes of their own. */
class QuorumIT {
    private static final String SECRET = "aaaaaaaa-1111-4111-8111-111111111111";
    private static final String ACCESSOR = "cccccccc-1111-4111-8111-111111111111";
    private static final String OTHER_SECRET = "dddddddd-1111-4111-8111-111111111111";
    private static final String SERVER = "server.test.consul";
    private static final String OTHER_KEY = "/////wQFBgcICQoLDA0ODwABAgMEBQYHCAkKCwwNDg8=";

    @TempDir
    Path dir;

    /** Where three servers are that all those tests use which leave them as they were. */
    @TempDir
    static Path common;

    private static final List<ServerProcess> TOGETHER = new ArrayList<>();
    private static final String NET = someNet();

    private final List<ServerProcess> servers = new ArrayList<>();
    private final String net = someNet();

    private static String someNet() {
        var random = ThreadLocalRandom.current();
        return "127." + random.nextInt(20, 250) + "." + random.nextInt(1, 250) + ".";
    }

    @AfterEach
    void endAll() throws Exception {
        end(servers);
    }

    @AfterAll
    static void endThoseOfAll() throws Exception {
        end(TOGETHER);
    }

    private static void end(List<ServerProcess> all) throws Exception {
        for (var server : all) {
            server.kill();
        }
    }

    @Test
    void bootstrapsOnceAndKeepsWhatWasWrittenWhenTheLeaderIsKilled() throws Exception {
        // given
        startThree();
        var first = servers.get(0);
        assertThat(first.status("PUT", "acl/bootstrap", "", secret())).isEqualTo(200);
        assertThat(first.status("PUT", "kv/canary", SECRET, "alive")).isEqualTo(200);

        // when
        var leader = leading();
        leader.kill();
        var survivors = servers.stream().filter(server -> server != leader).toList();

        // then
        patiently().until(() -> survivors.stream()
                .allMatch(server -> !uncheckedLeader(server).isEmpty()
                        && !uncheckedLeader(server).startsWith(leader.address() + ":")));
        assertThat(survivors.get(0).text("kv/canary?raw", SECRET)).isEqualTo("alive");
        assertThat(survivors.get(1).status("PUT", "acl/bootstrap", "", secret()))
                .isEqualTo(403);
        patiently().until(() -> uncheckedStatus(survivors.get(0), "operator/autopilot/health") == 429);

        // when
        leader.restart();

        // then
        patiently().until(() -> uncheckedStatus(leader, "operator/autopilot/health") == 200);
        patiently().until(() -> leader.text("kv/canary?raw&stale", SECRET).equals("alive"));
    }

    @Test
    void servesANewCertificateAfterAHangUpWithoutARestart() throws Exception {
        // given
        var server = oneOfThree();
        var before = server.certificate();

        // when
        ServerProcess.certify(
                server.dir().resolve("config/tls"),
                LocalCa.open(common.resolve("ca"), Clock.systemUTC()),
                SERVER,
                server.address());
        server.hangUp();

        // then
        patiently().until(() -> !server.certificate().equals(before));
        assertThat(server.ended()).isFalse();
    }

    @Test
    void hasNoLeaderWithOneOfThree() throws Exception {
        // given
        startThree();
        assertThat(servers.get(0).status("PUT", "acl/bootstrap", "", secret())).isEqualTo(200);

        // when
        servers.get(1).kill();
        servers.get(2).kill();
        var last = servers.get(0);

        // then
        patiently()
                .untilAsserted(() ->
                        assertThat(last.leader()).as(() -> uncheckedLog(last)).isEmpty());
        var write = last.send("PUT", "kv/x", SECRET, "y");
        assertThat(write.statusCode()).isEqualTo(500);
        assertThat(new String(write.body(), StandardCharsets.UTF_8)).isEqualTo("No cluster leader");
        assertThat(last.status("GET", "operator/raft/configuration?stale", SECRET, ""))
                .isEqualTo(200);
    }

    @Test
    void restoresASnapshotWithItsTokens() throws Exception {
        // given
        var server = oneOfThree();
        server.status("PUT", "acl/bootstrap", "", secret());
        server.status("PUT", "kv/a", SECRET, "before");
        var saved = server.send("GET", "snapshot", SECRET, "");
        server.status("PUT", "kv/a", SECRET, "after");
        server.status("PUT", "acl/token", SECRET, "{\"SecretID\":\"bbbbbbbb-1111-4111-8111-111111111111\"}");

        // when
        var damaged = saved.body().clone();
        damaged[damaged.length / 2] ^= 1;
        var refused = server.send("PUT", "snapshot", SECRET, damaged).statusCode();
        var restored = server.send("PUT", "snapshot", SECRET, saved.body()).statusCode();

        // then
        assertThat(saved.headers().firstValue("X-Consul-KnownLeader")).contains("true");
        assertThat(refused).isEqualTo(500);
        assertThat(restored).isEqualTo(200);
        assertThat(server.text("kv/a?raw", SECRET)).isEqualTo("before");
        assertThat(server.text("acl/token/self", "bbbbbbbb-1111-4111-8111-111111111111"))
                .isEqualTo("ACL not found");
    }

    @Test
    void aTokenWithChosenIdsOpensTheClusterUntilItIsDeleted() throws Exception {
        // given
        var server = oneOfThree();
        server.status("PUT", "acl/bootstrap", "", secret());
        var token = """
                {"AccessorID": "%s", "SecretID": "%s", "Policies": [{"ID": "00000000-0000-0000-0000-000000000001"}]}
                """.formatted(ACCESSOR, OTHER_SECRET);

        // when
        var created = server.status("PUT", "acl/token", SECRET, token);
        var again = server.send("PUT", "acl/token", SECRET, token);
        var written = server.status("PUT", "kv/a", OTHER_SECRET, "b");
        var itself = server.send("DELETE", "acl/token/" + ACCESSOR, OTHER_SECRET, "");
        var deleted = server.send("DELETE", "acl/token/" + ACCESSOR, SECRET, "");
        var gone = server.send("DELETE", "acl/token/" + ACCESSOR, SECRET, "");

        // then
        assertThat(List.of(created, written)).containsOnly(200);
        assertThat(words(again)).isEqualTo("500 Invalid Token: AccessorID is already in use");
        assertThat(words(itself)).isEqualTo("500 Deletion of the request's authorization token is not permitted");
        assertThat(words(deleted)).isEqualTo("200 true");
        assertThat(words(gone)).isEqualTo("404 Cannot find token to delete");
        assertThat(server.text("kv/a?raw", OTHER_SECRET)).isEqualTo("ACL not found");
    }

    @Test
    void keepsOutWhoHasAnotherGossipKeyOrNoServerName() throws Exception {
        // given
        startThree();

        // when
        var stranger = start(4, OTHER_KEY, SERVER);
        var nameless = start(5, ServerProcess.GOSSIP_KEY, "client.test.consul");

        // then
        patiently().until(() -> stranger.log().contains("couldn't join"));
        patiently().until(() -> servers.stream().limit(3).anyMatch(server -> refusedName(server)));
        assertThat(servers.get(0).json("status/peers", "").toString()).doesNotContain(stranger.address() + ":");
        assertThat(stranger.leader()).isEmpty();
        assertThat(nameless.text("kv/x", SECRET)).isNotEqualTo("ACL not found");
    }

    @Test
    void replacesAServerThatLeaves() throws Exception {
        // given
        startThree();
        servers.get(0).status("PUT", "acl/bootstrap", "", secret());
        var leaver = leading();

        // when
        assertThat(leaver.status("PUT", "agent/leave", SECRET, "")).isEqualTo(200);

        // then
        patiently().until(leaver::ended);
        var rest = servers.stream().filter(server -> server != leaver).toList();
        patiently().until(() -> rest.get(0).json("status/peers", "").size() == 2);

        // when
        var fresh = start(6, ServerProcess.GOSSIP_KEY, SERVER);

        // then
        patiently()
                .until(() -> !fresh.leader().isEmpty()
                        && fresh.json("status/peers", "").size() == 3);
        assertThat(fresh.json("operator/raft/configuration", SECRET).path("Servers"))
                .hasSize(3);
    }

    @Test
    void rotatesTheGossipKeyOnAllServers() throws Exception {
        // given
        var server = oneOfThree();
        server.status("PUT", "acl/bootstrap", "", secret());
        var key = "{\"Key\":\"" + OTHER_KEY + "\"}";

        // when
        var installed = server.status("POST", "operator/keyring", SECRET, key);
        var used = server.status("PUT", "operator/keyring", SECRET, key);

        // then
        assertThat(List.of(installed, used)).containsOnly(200);
        var ring = server.json("operator/keyring", SECRET).get(0);
        assertThat(ring.path("PrimaryKeys").path(OTHER_KEY).asInt()).isEqualTo(3);
        assertThat(ring.path("NumNodes").asInt()).isEqualTo(3);
        assertThat(server.status("DELETE", "operator/keyring", SECRET, key)).isEqualTo(500);
    }

    private boolean refusedName(ServerProcess server) {
        try {
            return server.log().contains("certificate is not valid for " + SERVER);
        } catch (IOException e) {
            return false;
        }
    }

    private void startThree() throws Exception {
        startThree(servers, dir, net);
    }

    /** The one that is asked; three are up. */
    private static ServerProcess oneOfThree() throws Exception {
        if (TOGETHER.isEmpty()) {
            startThree(TOGETHER, common, NET);
        }
        return TOGETHER.get(0);
    }

    private static void startThree(List<ServerProcess> group, Path in, String addresses) throws Exception {
        for (int i = 1; i <= 3; i++) {
            start(group, in, addresses, i, ServerProcess.GOSSIP_KEY, SERVER);
        }
        patiently().until(() -> group.stream()
                .noneMatch(server -> uncheckedLeader(server).isEmpty()));
    }

    private ServerProcess start(int host, String key, String certName) throws Exception {
        return start(servers, dir, net, host, key, certName);
    }

    private static ServerProcess start(
            List<ServerProcess> group, Path in, String addresses, int host, String key, String certName)
            throws Exception {
        var ca = group.isEmpty()
                ? LocalCa.create(in.resolve("ca"), Clock.systemUTC())
                : LocalCa.open(in.resolve("ca"), Clock.systemUTC());
        var others = List.of(addresses + "1", addresses + "2", addresses + "3");
        var server = ServerProcess.start(in, ca, addresses + host, others, key, certName);
        group.add(server);
        return server;
    }

    private ServerProcess leading() throws Exception {
        var leader = servers.get(0).leader();
        return servers.stream()
                .filter(server -> leader.startsWith(server.address() + ":"))
                .findFirst()
                .orElseThrow();
    }

    private static String uncheckedLeader(ServerProcess server) {
        try {
            return server.leader();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String uncheckedLog(ServerProcess server) {
        try {
            return server.log();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int uncheckedStatus(ServerProcess server, String path) {
        try {
            return server.status("GET", path, SECRET, "");
        } catch (IOException | InterruptedException e) {
            return 0;
        }
    }

    private static String words(HttpResponse<byte[]> answer) {
        return answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String secret() {
        return "{\"BootstrapSecret\":\"" + SECRET + "\"}";
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions();
    }
}
