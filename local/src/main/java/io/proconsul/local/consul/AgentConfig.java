package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Consul's configuration: the JSON files of some paths in order, merged, with what the command line adds.
 *
 * @param paths files, or directories whose JSON files count
 * @param bind address of the server ports
 * @param client address of the API
 * @param directory what relative names of TLS files are relative to
 */
record AgentConfig(List<Path> paths, JsonNode json, Path dataDir, String bind, String client, Path directory) {
    private static final Set<String> KEYS = Set.of(
            "acl",
            "addresses",
            "advertise_addr",
            "audit",
            "auto_encrypt",
            "auto_reload_config",
            "autopilot",
            "bind_addr",
            "bootstrap_expect",
            "client_addr",
            "connect",
            "data_dir",
            "datacenter",
            "disable_update_check",
            "domain",
            "enable_debug",
            "encrypt",
            "encrypt_verify_incoming",
            "encrypt_verify_outgoing",
            "leave_on_terminate",
            "limits",
            "log_json",
            "log_level",
            "node_id",
            "node_meta",
            "node_name",
            "peering",
            "performance",
            "ports",
            "primary_datacenter",
            "raft_snapshot_interval",
            "raft_snapshot_threshold",
            "raft_trailing_logs",
            "reconnect_timeout",
            "retry_interval",
            "retry_interval_wan",
            "retry_join",
            "retry_join_wan",
            "retry_max",
            "server",
            "server_rejoin_age_max",
            "skip_leave_on_interrupt",
            "telemetry",
            "tls",
            "ui_config");

    /**
     * Reads and checks a configuration.
     *
     * @throws IllegalArgumentException with the words that Consul would use
     */
    static AgentConfig read(List<Path> paths, Optional<Path> dataDir, Optional<String> bind, Optional<String> client)
            throws IOException {
        var merged = Json.object();
        for (var file : files(paths)) {
            if (!(Json.parse(Files.readString(file)) instanceof ObjectNode part)) {
                throw new IllegalArgumentException(file + ": expected an object");
            }
            for (var field : part.properties()) {
                if (!KEYS.contains(field.getKey())) {
                    throw new IllegalArgumentException(file + ": invalid config key " + field.getKey());
                }
            }
            merge(part, merged);
        }
        var data = dataDir.map(Path::toString).orElse(merged.path("data_dir").asText(""));
        if (data.isEmpty()) {
            throw new IllegalArgumentException("data_dir cannot be empty");
        }
        var address = bind.orElse(merged.path("bind_addr").asText("127.0.0.1"));
        var api = client.orElse(merged.path("client_addr").asText("127.0.0.1"));
        var config = new AgentConfig(paths, merged, Path.of(data), address, api, Path.of(""));
        config.check();
        return config;
    }

    /** As Consul does: objects member by member, everything else as a whole. */
    private static void merge(ObjectNode part, ObjectNode into) {
        for (var field : part.properties()) {
            if (field.getValue() instanceof ObjectNode inner
                    && into.get(field.getKey()) instanceof ObjectNode present) {
                merge(inner, present);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        }
    }

    private static List<Path> files(List<Path> paths) throws IOException {
        var files = new ArrayList<Path>();
        for (var path : paths) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> all = Files.list(path)) {
                    files.addAll(all.filter(file -> file.toString().endsWith(".json"))
                            .sorted()
                            .toList());
                }
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private void check() {
        if (!json.path("server").asBoolean()) {
            throw new IllegalArgumentException("this stand-in runs servers only: \"server\" must be true");
        }
        if (!datacenter().matches("[a-z0-9_-]+")) {
            throw new IllegalArgumentException(
                    "datacenter can only contain lowercase alphanumeric, - or _ characters.");
        }
        if (!verifyServerHostname() || !json.at("/tls/defaults/verify_incoming").asBoolean()) {
            throw new IllegalArgumentException("this stand-in needs tls.defaults.verify_incoming and"
                    + " tls.internal_rpc.verify_server_hostname");
        }
        if (json.path("bootstrap_expect").asInt() == 2) {
            // Consul only warns: such a cluster has no failure tolerance.
            System.err.println("bootstrap_expect = 2: A cluster with 2 servers will provide no failure tolerance.");
        }
        if (json.has("encrypt")) {
            GossipKeys.check(json.path("encrypt").asText());
        }
    }

    String datacenter() {
        return json.path("datacenter").asText("dc1");
    }

    /** Where the ACL system is kept: this datacenter unless another one is named. */
    String primaryDatacenter() {
        var primary = json.path("primary_datacenter").asText("");
        return primary.isEmpty() ? datacenter() : primary;
    }

    /** By which this datacenter copies the ACL system of the primary; empty: there is none. */
    String replicationToken() {
        return json.at("/acl/tokens/replication").asText("");
    }

    String nodeName() {
        return json.path("node_name").asText("server");
    }

    /** The name that a server's certificate must carry. */
    String serverName() {
        return serverName(datacenter());
    }

    /** The same in another datacenter of the federation. */
    String serverName(String datacenter) {
        return "server." + datacenter + "." + json.path("domain").asText("consul");
    }

    int expect() {
        return json.path("bootstrap_expect").asInt(0);
    }

    boolean verifyServerHostname() {
        return json.at("/tls/internal_rpc/verify_server_hostname").asBoolean();
    }

    int port(String name, int usual) {
        return json.path("ports").path(name).asInt(usual);
    }

    /** On this fabric the wildcard address would take the port of all other servers, so it means the client address. */
    String httpsAddress() {
        var address = json.at("/addresses/https").asText("");
        return address.isEmpty() || address.equals("0.0.0.0") ? client : address;
    }

    List<String> retryJoin() {
        return texts("retry_join");
    }

    List<String> retryJoinWan() {
        return texts("retry_join_wan");
    }

    private List<String> texts(String field) {
        var addresses = new ArrayList<String>();
        json.path(field).forEach(address -> addresses.add(address.asText()));
        return addresses;
    }

    /** What a request without a token stands for; empty: the anonymous token. */
    String defaultToken() {
        return json.at("/acl/tokens/default").asText("");
    }

    /** The file of the audit log's first sink. */
    Optional<Path> auditLog() {
        return json.at("/audit/enabled").asBoolean()
                ? json.at("/audit/sink").properties().stream()
                        .map(sink ->
                                directory.resolve(sink.getValue().path("path").asText()))
                        .findFirst()
                : Optional.empty();
    }

    /** The same paths and command line, read now. */
    AgentConfig readAgain() throws IOException {
        return read(paths, Optional.of(dataDir), Optional.of(bind), Optional.of(client))
                .at(directory);
    }

    /** With another directory than the working directory, as Consul has it. */
    AgentConfig at(Path other) {
        return new AgentConfig(paths, json, dataDir, bind, client, other);
    }

    /** A TLS setting of an interface, or else of all. */
    Optional<String> tls(String listener, String field) {
        for (var place : List.of(listener, "defaults")) {
            var value = json.path("tls").path(place).path(field).asText("");
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** Takes a relative name from the directory. */
    Path tlsFile(String listener, String field) {
        var name = tls(listener, field)
                .orElseThrow(() -> new IllegalArgumentException("tls." + listener + "." + field + " is not set"));
        return directory.resolve(name);
    }
}
