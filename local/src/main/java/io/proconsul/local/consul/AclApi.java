package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@code /v1/acl}: bootstrap, policies and tokens. */
final class AclApi implements Api {
    private static final String UUID_FORM = "[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";

    private final Agent agent;
    private final Store store;
    private final Acl acl;
    private final Clock clock;

    AclApi(Agent agent, Acl acl, Clock clock) {
        this.agent = agent;
        this.store = agent.store();
        this.acl = acl;
        this.clock = clock;
    }

    @Override
    public Response handle(Request request, Path path) {
        return switch (path.segment(1)) {
            case "bootstrap" -> bootstrap(request);
            case "policies" -> {
                acl.require(request, "acl", "", "read");
                var list = Json.array();
                policies().forEach(policy -> list.add(policy.deepCopy().<ObjectNode>without("Rules")));
                yield Answers.read(list, store.index());
            }
            case "policy" -> policy(request, path);
            case "tokens" -> {
                acl.require(request, "acl", "", "read");
                var list = Json.array();
                store.tokens().forEach(list::add);
                yield Answers.read(list, store.index());
            }
            case "token" -> token(request, path.segment(2));
            case "replication" -> Answers.json(agent.replication().status(store.index()));
            default -> throw Api.unknown();
        };
    }

    private Response bootstrap(Request request) {
        if (!request.method().equals("PUT")) {
            throw Api.method(request);
        }
        var body = Json.body(request.body().text());
        var secret = body.path("BootstrapSecret").asText("");
        if (!secret.isEmpty() && !secret.matches(UUID_FORM)) {
            throw new ApiError(400, "Invalid BootstrapSecret: expected a UUID");
        }
        var token = Json.object()
                .put("AccessorID", UUID.randomUUID().toString())
                .put("SecretID", secret.isEmpty() ? UUID.randomUUID().toString() : secret)
                .put("Description", "Bootstrap Token (Global Management)")
                .put("Local", false)
                .put("CreateTime", now().toString());
        token.set("Policies", links(Stream.of(builtin())));
        token.put("Hash", hash(token));
        var change = Json.object().put("is", "bootstrap").put("reset", reset());
        change.set("token", token);
        if (!agent.consensus().apply(change).path("ok").asBoolean()) {
            throw new ApiError(
                    403,
                    "Permission denied: ACL bootstrap no longer allowed (reset index: " + store.bootstrapped() + ")");
        }
        return Answers.json(store.token(token.path("AccessorID").asText()).orElse(token));
    }

    /** The index in the file by which an operator opens the bootstrap again; -1 if there is none. */
    private long reset() {
        var file = agent.config().dataDir().resolve("acl-bootstrap-reset");
        try {
            return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : -1;
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    private Response policy(Request request, Path path) {
        if (request.method().equals("GET")) {
            acl.require(request, "acl", "", "read");
            var found = path.segment(2).equals("name")
                    ? policyNamed(path.from(3))
                    : policies()
                            .filter(policy -> policy.path("ID").asText().equals(path.segment(2)))
                            .findFirst();
            return Answers.read(found.orElseThrow(() -> missing("policy")), store.index());
        }
        acl.require(request, "acl", "", "write");
        var id = path.segment(2);
        if (id.equals(Acl.MANAGEMENT)) {
            throw new ApiError(400, "Changing the builtin policy global-management is not permitted");
        }
        if (request.method().equals("DELETE")) {
            apply("policy-delete", Json.object().put("id", id));
            return Answers.json(true);
        }
        if (!request.method().equals("PUT")) {
            throw Api.method(request);
        }
        if (!id.isEmpty() && store.policy(id).isEmpty()) {
            throw missing("policy");
        }
        return Answers.json(savePolicy(Json.body(request.body().text()), id));
    }

    private ObjectNode savePolicy(ObjectNode body, String id) {
        var name = body.path("Name").asText("");
        if (!name.matches("[A-Za-z0-9\\-_/]{1,128}")) {
            throw new ApiError(
                    400, "Invalid Policy: invalid Name. Only alphanumeric characters, '-' and '_' are allowed");
        }
        if (policyNamed(name)
                .filter(other -> !other.path("ID").asText().equals(id))
                .isPresent()) {
            throw new ApiError(500, "Invalid Policy: A Policy with Name \"" + name + "\" already exists");
        }
        var rules = body.path("Rules").asText("");
        try {
            Rules.parse(List.of(rules));
        } catch (IllegalArgumentException e) {
            throw new ApiError(400, String.valueOf(e.getMessage()));
        }
        var policy = Json.object()
                .put("ID", id.isEmpty() ? UUID.randomUUID().toString() : id)
                .put("Name", name)
                .put("Description", body.path("Description").asText(""))
                .put("Rules", rules);
        if (body.has("Datacenters")) {
            policy.set("Datacenters", body.get("Datacenters"));
        }
        policy.put("Hash", hash(policy));
        var change = Json.object();
        change.set("policy", policy);
        apply("policy-put", change);
        return store.policy(policy.path("ID").asText()).orElse(policy);
    }

    private Response token(Request request, String accessor) {
        if (accessor.equals("self")) {
            var own = acl.token(request);
            return Answers.read(own, store.index());
        }
        if (request.method().equals("GET")) {
            acl.require(request, "acl", "", "read");
            return Answers.read(store.token(accessor).orElseThrow(() -> missing("token")), store.index());
        }
        acl.require(request, "acl", "", "write");
        if (request.method().equals("DELETE")) {
            return deleteToken(request, accessor);
        }
        if (!request.method().equals("PUT")) {
            throw Api.method(request);
        }
        return Answers.json(saveToken(Json.body(request.body().text()), accessor));
    }

    private Response deleteToken(Request request, String accessor) {
        if (acl.token(request).path("AccessorID").asText().equals(accessor)) {
            throw new ApiError(500, "Deletion of the request's authorization token is not permitted");
        }
        if (!apply("token-delete", Json.object().put("id", accessor))) {
            throw new ApiError(404, "Cannot find token to delete");
        }
        return Answers.json(true);
    }

    private ObjectNode saveToken(ObjectNode body, String accessor) {
        boolean creates = accessor.isEmpty();
        var id = creates ? body.path("AccessorID").asText(UUID.randomUUID().toString()) : accessor;
        var before = store.token(id);
        if (creates && before.isPresent()) {
            throw new ApiError(500, "Invalid Token: AccessorID is already in use");
        }
        if (!creates && before.isEmpty()) {
            throw missing("token");
        }
        var secret = before.map(token -> token.path("SecretID").asText())
                .orElseGet(() -> body.path("SecretID").asText(UUID.randomUUID().toString()));
        if (!id.matches(UUID_FORM) || !secret.matches(UUID_FORM)) {
            throw new ApiError(400, "Invalid Token: AccessorID and SecretID must be UUIDs");
        }
        if (creates && store.tokenBySecret(secret).isPresent()) {
            throw new ApiError(500, "Invalid Token: SecretID is already in use");
        }
        var token = Json.object()
                .put("AccessorID", id)
                .put("SecretID", secret)
                .put("Description", body.path("Description").asText(""))
                .put("Local", body.path("Local").asBoolean())
                .put(
                        "CreateTime",
                        before.map(found -> found.path("CreateTime").asText()).orElseGet(() -> now().toString()));
        Expiration.of(body, now())
                .or(() -> before.map(found -> found.path("ExpirationTime").asText("")))
                .filter(end -> !end.isEmpty())
                .ifPresent(end -> token.put("ExpirationTime", end));
        token.set("Policies", policyLinks(body.path("Policies")));
        if (body.path("NodeIdentities").isArray()) {
            body.path("NodeIdentities").forEach(AclApi::checkNode);
            token.set("NodeIdentities", body.get("NodeIdentities"));
        }
        token.put("Hash", hash(token));
        var change = Json.object();
        change.set("token", token);
        apply("token-put", change);
        return store.token(id).orElse(token);
    }

    private static void checkNode(JsonNode identity) {
        if (!identity.path("NodeName").asText().matches("[a-z0-9_-]{1,256}")) {
            throw new ApiError(
                    400,
                    "NodeIdentity " + identity.path("NodeName").asText()
                            + " has an invalid name. Only lowercase alphanumeric characters, '-' and '_' are allowed");
        }
    }

    /** Links to policies are by id or by name, and must lead somewhere. */
    private ArrayNode policyLinks(JsonNode asked) {
        return links(StreamSupport.stream(asked.spliterator(), false).map(link -> policies()
                .filter(policy -> policy.path("ID").equals(link.path("ID"))
                        || policy.path("Name").equals(link.path("Name")))
                .findFirst()
                .orElseThrow(() -> new ApiError(
                        500,
                        "No such ACL policy with "
                                + (link.has("ID") ? "ID " + link.path("ID") : "name " + link.path("Name"))))));
    }

    private static ArrayNode links(Stream<ObjectNode> policies) {
        var links = Json.array();
        policies.forEach(policy -> links.addObject()
                .put("ID", policy.path("ID").asText())
                .put("Name", policy.path("Name").asText()));
        return links;
    }

    private Stream<ObjectNode> policies() {
        return Stream.concat(Stream.of(builtin()), store.policies().stream());
    }

    private Optional<ObjectNode> policyNamed(String name) {
        return policies()
                .filter(policy -> policy.path("Name").asText().equals(name))
                .findFirst();
    }

    private static ObjectNode builtin() {
        return Json.object()
                .put("ID", Acl.MANAGEMENT)
                .put("Name", "global-management")
                .put("Description", "Builtin Policy that grants unlimited access")
                .put("Rules", "")
                .put("CreateIndex", 1)
                .put("ModifyIndex", 1);
    }

    private boolean apply(String kind, ObjectNode change) {
        return agent.consensus().apply(change.put("is", kind)).path("ok").asBoolean();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String hash(ObjectNode content) {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(8)
                        .putLong(content.toString().hashCode())
                        .array());
    }

    private static ApiError missing(String what) {
        return new ApiError(404, "Requested " + what + " does not exist: ACL not found");
    }
}
