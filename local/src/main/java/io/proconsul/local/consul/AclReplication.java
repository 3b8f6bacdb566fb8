package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** In the leader of a secondary datacenter: the ACL system is a copy of the primary's, a second old at most. */
final class AclReplication {
    /** Between servers only. */
    static final String PATH = "/v1/internal/acl-copy";

    private static final long EVERY_MILLIS = 1000;

    private final Wan wan;
    private final Consensus consensus;
    private final AgentConfig config;
    private final Clock clock;
    private final Log log;
    private Instant next = Instant.EPOCH;
    private String copied = "";
    private volatile @Nullable Instant lastSuccess;

    AclReplication(Wan wan, Consensus consensus, AgentConfig config, Clock clock, Log log) {
        this.wan = wan;
        this.consensus = consensus;
        this.config = config;
        this.clock = clock;
        this.log = log;
    }

    void tend() {
        var primary = wan.primary();
        if (primary.isEmpty() || !consensus.leads() || clock.instant().isBefore(next)) {
            return;
        }
        next = clock.instant().plusMillis(EVERY_MILLIS);
        try {
            copy(primary.get());
        } catch (ApiError | IOException e) {
            log.warn("server.replication.acl.token", "ACL replication error (will be retried): " + words(e));
        }
    }

    private static String words(Exception failure) {
        return failure instanceof ApiError error ? error.text() : String.valueOf(failure.getMessage());
    }

    private void copy(String primary) throws IOException {
        var request = Json.object().put("method", "GET").put("path", PATH);
        request.putObject("query");
        request.putObject("headers").put(Acl.HEADER, config.replicationToken());
        var answer = wan.ask(primary, request);
        var body = new String(answer.path("body").binaryValue(), StandardCharsets.UTF_8);
        if (answer.path("status").asInt() != 200) {
            throw new IOException("failed to retrieve remote ACL tokens: " + body);
        }
        if (!body.equals(copied)) {
            var change = Json.object().put("is", "acl-copy");
            change.set("copy", Json.parse(body));
            var unused = consensus.apply(change);
            copied = body;
        }
        lastSuccess = clock.instant();
    }

    /** All that another datacenter copies. */
    static JsonNode copyOf(Store store) {
        var copy = Json.object();
        var policies = copy.putObject("policies");
        store.policies().forEach(policy -> policies.set(policy.path("ID").asText(), policy));
        var tokens = copy.putObject("tokens");
        store.tokens().stream()
                .filter(token -> !token.path("Local").asBoolean())
                .forEach(token -> tokens.set(token.path("AccessorID").asText(), token));
        return copy;
    }

    /** As {@code /v1/acl/replication} shows it. */
    JsonNode status(long index) {
        var primary = wan.primary();
        var status = Json.object()
                .put("Enabled", primary.isPresent())
                .put("Running", primary.isPresent() && consensus.leads())
                .put("SourceDatacenter", primary.orElse(""))
                .put("ReplicationType", primary.isPresent() ? "tokens" : "")
                .put("ReplicatedIndex", index);
        var success = lastSuccess;
        return success == null ? status : status.put("LastSuccess", success.toString());
    }
}
