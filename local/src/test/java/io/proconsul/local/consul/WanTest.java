package io.proconsul.local.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.fault.FaultScript;
import io.proconsul.local.http.Tls;
import io.proconsul.local.ledger.Ledger;
import io.proconsul.local.tls.LocalCa;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two datacenters of one server each, the second one a secondary of the first. */
class WanTest {
    private static final String MANAGEMENT = "aaaaaaaa-1111-4111-8111-111111111111";
    private static final String REPLICATION = "bbbbbbbb-1111-4111-8111-111111111111";
    private static final String USER = "cccccccc-1111-4111-8111-111111111111";

    @TempDir
    Path dir;

    private final String net = "127." + ThreadLocalRandom.current().nextInt(20, 250) + "."
            + ThreadLocalRandom.current().nextInt(1, 250) + ".";
    private final String first = net + "1";
    private final String second = net + "2";
    private final List<ConsulServer> servers = new ArrayList<>();
    private LocalCa ca;
    private HttpClient client;

    @BeforeEach
    void startThePrimary() throws Exception {
        ca = LocalCa.create(dir.resolve("ca"), Clock.systemUTC());
        client = HttpClient.newBuilder().sslContext(Tls.client(ca.pem())).build();
        start(first, config("dc1"));
        patiently().until(() -> !json(first, "status/leader", "").asText().isEmpty());
        assertThat(status("PUT", first, "acl/bootstrap", "", "{\"BootstrapSecret\":\"" + MANAGEMENT + "\"}"))
                .isEqualTo(200);
        assertThat(status(
                        "PUT",
                        first,
                        "acl/policy",
                        MANAGEMENT,
                        "{\"Name\":\"copy\",\"Rules\":\"acl = \\\"write\\\"\"}"))
                .isEqualTo(200);
        assertThat(token(first, REPLICATION, "\"Name\":\"copy\"")).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        servers.forEach(ConsulServer::close);
    }

    @Test
    void aSecondaryJoinsAndTheAclSystemIsThePrimarys() throws Exception {
        // when
        startTheSecondary(REPLICATION);

        // then
        patiently()
                .until(() -> json(first, "catalog/datacenters", "").toString().equals("[\"dc1\",\"dc2\"]"));
        patiently().until(() -> status("GET", second, "acl/token/self", MANAGEMENT, "") == 200);
        assertThat(json(second, "catalog/datacenters", "").toString()).isEqualTo("[\"dc1\",\"dc2\"]");
        assertThat(json(second, "agent/members?wan=1", MANAGEMENT).findValuesAsText("Name"))
                .containsExactly("server-1.dc1", "server-2.dc2");
        assertThat(json(second, "agent/members", MANAGEMENT)).hasSize(1);
        assertThat(json(second, "agent/self", MANAGEMENT)
                        .at("/Config/PrimaryDatacenter")
                        .asText())
                .isEqualTo("dc1");
        assertThat(json(second, "acl/replication", "").path("SourceDatacenter").asText())
                .isEqualTo("dc1");

        // when
        assertThat(token(second, USER, "\"ID\":\"" + Acl.MANAGEMENT + "\"")).isEqualTo(200);

        // then
        assertThat(status("PUT", first, "kv/a", USER, "of the primary")).isEqualTo(200);
        patiently().until(() -> status("PUT", second, "kv/a", USER, "of the secondary") == 200);
        assertThat(text(second, "kv/a?raw&dc=dc1", USER)).isEqualTo("of the primary");
        assertThat(text(second, "kv/a?raw", USER)).isEqualTo("of the secondary");

        // when
        assertThat(status("DELETE", second, "acl/token/" + accessor(USER), MANAGEMENT, ""))
                .isEqualTo(200);

        // then
        assertThat(status("GET", first, "acl/token/self", USER, "")).isEqualTo(403);
        patiently().until(() -> status("GET", second, "acl/token/self", USER, "") == 403);
    }

    @Test
    void withoutTheTokenForItNothingIsCopied() throws Exception {
        // when
        startTheSecondary(USER);

        // then
        patiently().until(() -> json(second, "catalog/datacenters", "").size() == 2);
        patiently().until(() -> Files.readString(dir.resolve(second).resolve("consul.log"))
                .contains("ACL replication error (will be retried): failed to retrieve remote ACL tokens"));
        assertThat(status("GET", second, "acl/token/self", MANAGEMENT, "")).isEqualTo(403);
        assertThat(text(second, "kv/a?dc=dc3", "")).isEqualTo("No path to datacenter");
    }

    private void startTheSecondary(String replication) throws Exception {
        var config = config("dc2").put("primary_datacenter", "dc1");
        config.putArray("retry_join_wan").add(first);
        config.withObject("/acl").put("enable_token_replication", true);
        config.withObject("/acl/tokens").put("replication", replication);
        start(second, config);
        patiently().until(() -> !json(second, "status/leader", "").asText().isEmpty());
    }

    private static ObjectNode config(String datacenter) {
        return Json.object().put("datacenter", datacenter).put("bootstrap_expect", 1);
    }

    private void start(String address, ObjectNode config) throws Exception {
        var own = Files.createDirectories(dir.resolve(address));
        var datacenter = config.path("datacenter").asText();
        ServerProcess.configure(
                own, ca, address, List.of(), ServerProcess.GOSSIP_KEY, "server." + datacenter + ".consul");
        var file = own.resolve("config/server.json");
        var merged = (ObjectNode) Json.parse(Files.readString(file));
        config.withObject("/acl").put("enabled", true).put("default_policy", "deny");
        merged.setAll(config);
        merged.put("node_name", "server-" + address.substring(net.length()));
        merged.withObject("/autopilot").put("min_quorum", 1);
        Files.writeString(file, merged.toString());
        servers.add(ConsulServer.start(
                own.resolve("config"),
                own.resolve("data"),
                address,
                "1.21.4",
                Map.of(),
                Ledger.open(own.resolve("ledger")),
                FaultScript.watching(own.resolve("faults.json"))));
    }

    private int token(String address, String secret, String policy) throws IOException, InterruptedException {
        return status(
                "PUT",
                address,
                "acl/token",
                MANAGEMENT,
                "{\"AccessorID\":\"" + accessor(secret) + "\",\"SecretID\":\"" + secret + "\",\"Policies\":[{" + policy
                        + "}]}");
    }

    private static String accessor(String secret) {
        return secret.replaceFirst("1111", "2222");
    }

    private JsonNode json(String address, String path, String token) throws IOException, InterruptedException {
        return Json.parse(text(address, path, token));
    }

    private String text(String address, String path, String token) throws IOException, InterruptedException {
        return client.send(request("GET", address, path, token, ""), BodyHandlers.ofString())
                .body();
    }

    private int status(String method, String address, String path, String token, String body)
            throws IOException, InterruptedException {
        return client.send(request(method, address, path, token, body), BodyHandlers.ofString())
                .statusCode();
    }

    private static HttpRequest request(String method, String address, String path, String token, String body) {
        var request = HttpRequest.newBuilder(URI.create("https://" + address + ":8501/v1/" + path))
                .timeout(Duration.ofSeconds(15))
                .method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("X-Consul-Token", token);
        }
        return request.build();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }
}
