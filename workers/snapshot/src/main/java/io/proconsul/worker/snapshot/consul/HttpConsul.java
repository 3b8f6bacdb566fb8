package io.proconsul.worker.snapshot.consul;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.proconsul.worker.secrets.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Consul's HTTP API, version 1 (1.14 and later). */
final class HttpConsul implements Consul {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int UNHEALTHY = 429;

    private final ConsulHttp http;
    private final long maxSnapshotBytes;

    HttpConsul(ConsulHttp http, long maxSnapshotBytes) {
        this.http = http;
        this.maxSnapshotBytes = maxSnapshotBytes;
    }

    @Override
    public Optional<String> leader() throws IOException, InterruptedException {
        var leader = http.get("/v1/status/leader", null).orThrow().as(String.class);
        return Optional.of(leader).filter(address -> !address.isEmpty());
    }

    @Override
    public List<String> peers() throws IOException, InterruptedException {
        return List.of(http.get("/v1/status/peers", null).orThrow().as(String[].class));
    }

    @Override
    public List<String> datacenters() throws IOException, InterruptedException {
        return List.of(http.get("/v1/catalog/datacenters", null).orThrow().as(String[].class));
    }

    @Override
    public Health health(Secret token) throws IOException, InterruptedException {
        var answer = http.get("/v1/operator/autopilot/health", token);
        if (answer.status() != UNHEALTHY) {
            answer.orThrow();
        }
        return answer.as(HealthJson.class).health();
    }

    @Override
    public Agent agent(Secret token) throws IOException, InterruptedException {
        var self = http.get("/v1/agent/self", token).orThrow().as(AgentJson.class);
        var raft = self.stats().raft();
        return new Agent(self.config().version(), self.meta(), raft.appliedIndex(), raft.commitIndex());
    }

    @Override
    public boolean transferLeadership(Secret token, String id) throws IOException, InterruptedException {
        var answer = http.post("/v1/operator/raft/transfer-leader?id=" + id, token);
        if (answer.status() == NOT_FOUND) {
            return false;
        }
        answer.orThrow();
        return true;
    }

    @Override
    public List<RaftServer> raft(Secret token) throws IOException, InterruptedException {
        return http.get("/v1/operator/raft/configuration", token).orThrow().as(RaftJson.class).servers().stream()
                .map(server -> new RaftServer(server.id(), server.node()))
                .toList();
    }

    @Override
    public void removePeer(Secret token, String id) throws IOException, InterruptedException {
        http.delete("/v1/operator/raft/peer?id=" + id, token).orThrow();
    }

    @Override
    public boolean bootstrap(Secret secret) throws IOException, InterruptedException {
        var answer = http.put("/v1/acl/bootstrap", Map.of("BootstrapSecret", secret.reveal()), null);
        if (answer.status() == FORBIDDEN) {
            return false;
        }
        answer.orThrow();
        return true;
    }

    @Override
    public Optional<String> accessor(Secret token) throws IOException, InterruptedException {
        var answer = http.get("/v1/acl/token/self", token);
        if (answer.status() == FORBIDDEN || answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        return Optional.of(text(answer.orThrow().as(JsonNode.class), "AccessorID"));
    }

    @Override
    public String putPolicy(Secret token, AclPolicy policy) throws IOException, InterruptedException {
        var wanted = Map.of("Name", policy.name(), "Description", policy.description(), "Rules", policy.rules());
        var found = http.get("/v1/acl/policy/name/" + policy.name(), token);
        if (found.status() == NOT_FOUND || found.status() == FORBIDDEN) {
            return text(http.put("/v1/acl/policy", wanted, token).orThrow().as(JsonNode.class), "ID");
        }
        var existing = found.orThrow().as(JsonNode.class);
        var id = text(existing, "ID");
        if (!existing.path("Rules").asText().equals(policy.rules())) {
            http.put("/v1/acl/policy/" + id, wanted, token).orThrow();
        }
        return id;
    }

    @Override
    public void createToken(Secret token, AclToken created) throws IOException, InterruptedException {
        http.put(
                        "/v1/acl/token",
                        Map.of(
                                "AccessorID", created.accessorId(),
                                "SecretID", created.secret().reveal(),
                                "Description", created.description(),
                                "Policies", List.of(Map.of("ID", created.policyId()))),
                        token)
                .orThrow();
    }

    @Override
    public List<KnownToken> tokens(Secret token) throws IOException, InterruptedException {
        return Stream.of(http.get("/v1/acl/tokens", token).orThrow().as(TokenJson[].class))
                .map(TokenJson::known)
                .toList();
    }

    @Override
    public boolean deleteToken(Secret token, String accessorId) throws IOException, InterruptedException {
        var answer = http.delete("/v1/acl/token/" + accessorId, token);
        if (answer.status() == NOT_FOUND) {
            return false;
        }
        answer.orThrow();
        return true;
    }

    @Override
    public boolean deletePolicy(Secret token, String name) throws IOException, InterruptedException {
        var found = http.get("/v1/acl/policy/name/" + name, token);
        if (found.status() == NOT_FOUND) {
            return false;
        }
        var id = text(found.orThrow().as(JsonNode.class), "ID");
        http.delete("/v1/acl/policy/" + id, token).orThrow();
        return true;
    }

    @Override
    public SnapshotHead snapshot(Secret token, Path file) throws IOException, InterruptedException {
        var response = http.open("/v1/snapshot", token);
        try (var body = response.body()) {
            if (response.statusCode() != 200) {
                var words = new String(body.readNBytes(1024), UTF_8);
                throw new ConsulException(response.statusCode(), "GET /v1/snapshot", words.strip());
            }
            copy(body, file);
        }
        return new SnapshotHead(
                Long.parseLong(header(response, "X-Consul-Index").orElse("0")),
                header(response, "X-Consul-KnownLeader").filter("true"::equals).isPresent());
    }

    @Override
    public void restore(Secret token, Path file) throws IOException, InterruptedException {
        http.put("/v1/snapshot", file, token).orThrow();
    }

    private void copy(InputStream body, Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            var buffer = new byte[1 << 16];
            var total = 0L;
            for (var read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                total += read;
                if (total > maxSnapshotBytes) {
                    throw new SnapshotTooLargeException(maxSnapshotBytes);
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static Optional<String> header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name);
    }

    private static String text(JsonNode json, String field) throws IOException {
        var value = json.path(field).asText();
        if (value.isEmpty()) {
            throw new IOException("Consul's answer has no " + field);
        }
        return value;
    }

    private record TokenJson(
            @JsonProperty("AccessorID") String accessorId,
            @JsonProperty("Description") String description) {

        KnownToken known() {
            return new KnownToken(accessorId, description);
        }
    }

    private record HealthJson(
            @JsonProperty("Healthy") boolean healthy,
            @JsonProperty("Servers") List<ServerJson> servers) {

        @SuppressWarnings("NullAway") // absent while there is no leader
        Health health() {
            return new Health(
                    healthy,
                    servers == null
                            ? List.of()
                            : servers.stream().map(ServerJson::health).toList());
        }
    }

    private record ServerJson(
            @JsonProperty("ID") String id,
            @JsonProperty("Name") String name,
            @JsonProperty("Version") String version,
            @JsonProperty("Leader") boolean leader,
            @JsonProperty("Voter") boolean voter,
            @JsonProperty("Healthy") boolean healthy,
            @JsonProperty("StableSince") String stableSince) {

        ServerHealth health() {
            return new ServerHealth(id, name, version, leader, voter, healthy, Instant.parse(stableSince));
        }
    }

    private record AgentJson(
            @JsonProperty("Config") ConfigJson config,
            @JsonProperty("Meta") Map<String, String> meta,
            @JsonProperty("Stats") StatsJson stats) {}

    private record ConfigJson(@JsonProperty("Version") String version) {}

    private record RaftJson(@JsonProperty("Servers") List<RaftServerJson> servers) {}

    private record RaftServerJson(
            @JsonProperty("ID") String id,
            @JsonProperty("Node") String node) {}

    private record StatsJson(@JsonProperty("raft") RaftStatsJson raft) {}

    private record RaftStatsJson(
            @JsonProperty("applied_index") long appliedIndex,
            @JsonProperty("commit_index") long commitIndex) {}
}
