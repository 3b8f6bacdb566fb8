package io.proconsul.worker.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.proconsul.local.fault.FaultScript;
import io.proconsul.local.http.Body;
import io.proconsul.local.http.HttpEdge;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import io.proconsul.local.http.Tls;
import io.proconsul.local.ledger.Ledger;
import io.proconsul.local.tls.LocalCa;
import io.proconsul.wire.Server;
import io.proconsul.worker.ClusterNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A cluster of servers that share one scripted truth, each on an address and with a certificate of its own. */
public final class FakeConsul implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final LocalCa ca;
    private final int port;
    private final List<HttpEdge> edges = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();
    private final Map<String, String> accessorsBySecret = new LinkedHashMap<>();
    private final Map<String, String> descriptionsByAccessor = new LinkedHashMap<>();
    private final Map<String, String> policiesByAccessor = new LinkedHashMap<>();
    private final Map<String, String> rulesByPolicy = new LinkedHashMap<>();

    public volatile String leader = "";
    public volatile List<String> peers = List.of();
    public volatile boolean healthy = true;
    public volatile List<String> datacenters = List.of(Fixtures.DATACENTER);
    public volatile byte[] snapshot = new byte[0];
    /** What it was told to load last. */
    public volatile byte[] restored = new byte[0];

    /** By the server's index. */
    public final Map<Integer, String> versions = new ConcurrentHashMap<>();

    /** What each server's node_meta says, by its index. */
    public final Map<Integer, Map<String, String>> meta = new ConcurrentHashMap<>();

    /** How far each server is in Raft's log, of which 57 entries are agreed on, by its index. */
    public final Map<Integer, Long> applied = new ConcurrentHashMap<>();

    public volatile Instant stableSince = Instant.EPOCH;

    /** Before 1.15, Consul had no way to transfer leadership. */
    public volatile boolean cannotTransfer;

    public volatile boolean knownLeader = true;
    public volatile boolean loseBootstrapAnswer;
    public volatile boolean loseDeleteAnswer;

    /** Before 1.15, Consul said of a token that is not there that it was deleted. */
    public volatile boolean deletesWhatIsNotThere;

    public FakeConsul(Path directory) throws IOException {
        this.directory = directory;
        this.ca = LocalCa.create(directory, Clock.systemUTC());
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
    }

    /** Starts servers on 127.0.0.1, 127.0.0.2 ...; the first leads. */
    public FakeConsul start(int count) {
        for (var index = 0; index < count; index++) {
            start(index, "server." + Fixtures.DATACENTER + ".consul");
        }
        leader = rpc(servers.get(0));
        peers = servers.stream().map(FakeConsul::rpc).toList();
        return this;
    }

    public void start(int index, String certificateName) {
        var address = "127.0.0." + (index + 1);
        var keyStore = ca.serverKeyStore("server-" + index, List.of(certificateName), List.of());
        edges.add(HttpEdge.start(
                "consul",
                new InetSocketAddress(address, port),
                Optional.of(Tls.load(keyStore, LocalCa.PASSWORD.toCharArray(), Optional.empty())),
                request -> answer(index, request),
                Ledger.open(directory.resolve("ledger-" + index + ".jsonl")),
                FaultScript.watching(directory.resolve("faults.json"))));
        servers.add(new Server(index, "server-" + index, Integer.toString(index % 3 + 1), address));
    }

    public static String rpc(Server server) {
        return server.getAddress() + ":8300";
    }

    public int port() {
        return port;
    }

    public List<Server> servers() {
        return servers;
    }

    public String caPem() throws IOException {
        return Files.readString(ca.pem());
    }

    public void bootstrapWith(String secret) {
        accessorsBySecret.put(secret, "management");
    }

    /** A token that somebody else has created. */
    public void know(String secret, String accessor, String description) {
        accessorsBySecret.put(secret, accessor);
        descriptionsByAccessor.put(accessor, description);
    }

    public Map<String, String> accessorsBySecret() {
        return accessorsBySecret;
    }

    /** The id of the one policy of each token that was created. */
    public Map<String, String> policiesByAccessor() {
        return policiesByAccessor;
    }

    public Map<String, String> rulesByPolicy() {
        return rulesByPolicy;
    }

    private synchronized Response answer(int index, Request request) {
        var path = request.path();
        if (path.equals("/v1/status/leader")) {
            return json(leader);
        }
        if (path.equals("/v1/status/peers")) {
            return json(peers);
        }
        if (path.equals("/v1/catalog/datacenters")) {
            return json(datacenters);
        }
        if (path.equals("/v1/acl/bootstrap")) {
            return bootstrap(body(request).path("BootstrapSecret").asText());
        }
        var accessor = accessorsBySecret.get(request.header("X-Consul-Token").orElse(""));
        if (accessor == null) {
            return new Response(403, Map.of(), Body.of("ACL not found"));
        }
        if (path.equals("/v1/agent/self")) {
            return json(Map.of(
                    "Config", Map.of("Version", versions.getOrDefault(index, "1.21.4")),
                    "Meta", meta.getOrDefault(index, Map.of()),
                    "Stats",
                            Map.of(
                                    "raft",
                                    Map.of(
                                            "applied_index",
                                            Long.toString(applied.getOrDefault(index, 57L)),
                                            "commit_index",
                                            "57"))));
        }
        if (path.equals("/v1/operator/raft/transfer-leader")) {
            return transfer(index, request);
        }
        return path.equals("/v1/acl/token/self")
                ? json(Map.of("AccessorID", accessor))
                : managed(request, path.substring("/v1/".length()));
    }

    private Response transfer(int index, Request request) {
        if (cannotTransfer) {
            return new Response(404, Map.of(), Body.of("Invalid URL path"));
        }
        if (!rpc(servers.get(index)).equals(leader)) {
            return new Response(500, Map.of(), Body.of("node is not the leader"));
        }
        leader = servers.stream()
                .filter(server -> request.parameter("id").equals(Optional.of("id-" + server.getIndex())))
                .findFirst()
                .map(FakeConsul::rpc)
                .orElseThrow();
        return json(Map.of("Success", true));
    }

    private Response bootstrap(String secret) {
        if (accessorsBySecret.containsValue("management")) {
            return new Response(403, Map.of(), Body.of("ACL bootstrap no longer allowed (reset index: 13)"));
        }
        accessorsBySecret.put(secret, "management");
        return loseBootstrapAnswer
                ? new Response(500, Map.of(), Body.of("rpc error: lost"))
                : json(Map.of("AccessorID", "management", "SecretID", secret));
    }

    private Response managed(Request request, String path) {
        if (path.startsWith("acl/policy/name/")) {
            var name = path.substring("acl/policy/name/".length());
            return rulesByPolicy.containsKey(name)
                    ? json(Map.of("ID", "id-of-" + name, "Name", name, "Rules", rulesByPolicy.get(name)))
                    : new Response(404, Map.of(), Body.of("ACL not found"));
        }
        if (path.startsWith("acl/policy/id-of-") && request.method().equals("DELETE")) {
            rulesByPolicy.remove(path.substring("acl/policy/id-of-".length()));
            return json(true);
        }
        if (path.startsWith("acl/policy")) {
            var policy = body(request);
            rulesByPolicy.put(policy.path("Name").asText(), policy.path("Rules").asText());
            return json(Map.of("ID", "id-of-" + policy.path("Name").asText()));
        }
        if (path.equals("acl/tokens")) {
            return json(accessorsBySecret.values().stream().map(this::listed).toList());
        }
        if (path.equals("acl/token")) {
            return create(body(request));
        }
        if (path.startsWith("acl/token/")) {
            return delete(path.substring("acl/token/".length()));
        }
        if (path.equals("operator/raft/configuration")) {
            return json(Map.of("Servers", raft()));
        }
        if (path.equals("operator/raft/peer")) {
            return removePeer(request);
        }
        if (path.equals("operator/autopilot/health")) {
            return health();
        }
        if (!path.equals("snapshot")) {
            return new Response(404, Map.of(), Body.of("Invalid URL path: not a recognized HTTP API endpoint"));
        }
        if (request.method().equals("PUT")) {
            restored = request.body().bytes();
            return new Response(200, Map.of(), Body.of(""));
        }
        return new Response(
                200,
                Map.of("X-Consul-Index", "42", "X-Consul-KnownLeader", Boolean.toString(knownLeader)),
                Body.of(snapshot));
    }

    private List<Map<String, String>> raft() {
        return servers.stream()
                .filter(server -> peers.contains(rpc(server)))
                .map(server -> Map.of("ID", "id-" + server.getIndex(), "Node", node(server)))
                .toList();
    }

    private static String node(Server server) {
        return ClusterNames.of(Fixtures.CLUSTER).node(server.getIndex());
    }

    private Response removePeer(Request request) {
        var id = request.parameter("id").orElse("");
        var left = servers.stream()
                .filter(server -> !id.equals("id-" + server.getIndex()))
                .map(FakeConsul::rpc)
                .filter(peers::contains)
                .toList();
        if (left.equals(peers) || leader.isEmpty()) {
            return new Response(500, Map.of(), Body.of("id was not found in the Raft configuration"));
        }
        peers = left;
        return json(true);
    }

    private Response create(JsonNode token) {
        var accessor = token.path("AccessorID").asText();
        if (accessorsBySecret.containsValue(accessor)) {
            return new Response(500, Map.of(), Body.of("Invalid Token: AccessorID is already in use"));
        }
        accessorsBySecret.put(token.path("SecretID").asText(), accessor);
        policiesByAccessor.put(accessor, token.at("/Policies/0/ID").asText());
        descriptionsByAccessor.put(accessor, token.path("Description").asText());
        return json(Map.of("AccessorID", accessor));
    }

    private Map<String, String> listed(String accessor) {
        return Map.of("AccessorID", accessor, "Description", descriptionsByAccessor.getOrDefault(accessor, ""));
    }

    private Response delete(String accessor) {
        var found = accessorsBySecret.values().remove(accessor);
        if (loseDeleteAnswer) {
            return new Response(500, Map.of(), Body.of("rpc error: lost"));
        }
        return found || deletesWhatIsNotThere
                ? json(true)
                : new Response(404, Map.of(), Body.of("Cannot find token to delete"));
    }

    private Response health() {
        var all = servers.stream()
                .map(server -> Map.of(
                        "ID",
                        "id-" + server.getIndex(),
                        "StableSince",
                        stableSince.toString(),
                        "Name",
                        server.getName(),
                        "Version",
                        versions.getOrDefault(server.getIndex(), "1.21.4"),
                        "Leader",
                        rpc(server).equals(leader),
                        "Voter",
                        true,
                        "Healthy",
                        healthy || server.getIndex() == 0))
                .toList();
        return Response.json(healthy ? 200 : 429, text(Map.of("Healthy", healthy, "Servers", all)));
    }

    private static Response json(Object value) {
        return Response.json(200, text(value));
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode body(Request request) {
        try {
            return JSON.readTree(request.body().text());
        } catch (JsonProcessingException e) {
            throw new AssertionError(Arrays.toString(request.body().bytes()), e);
        }
    }

    public static String newSecret() {
        return UUID.randomUUID().toString();
    }

    public void crash() {
        edges.forEach(HttpEdge::close);
    }

    @Override
    public void close() {
        crash();
    }
}
