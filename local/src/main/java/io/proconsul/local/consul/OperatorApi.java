package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.util.List;

/** {@code /v1/operator}: raft, autopilot, keyring. */
final class OperatorApi implements Api {
    private final Agent agent;
    private final Acl acl;

    OperatorApi(Agent agent, Acl acl) {
        this.agent = agent;
        this.acl = acl;
    }

    @Override
    public Response handle(Request request, Path path) {
        return switch (path.from(1)) {
            case "raft/configuration" -> raft(request);
            case "raft/peer" -> removePeer(request);
            case "raft/transfer-leader" -> transfer(request);
            case "autopilot/configuration" -> configuration(request);
            case "autopilot/health" -> {
                acl.require(request, "operator", "", "read");
                var health = agent.autopilot().health();
                yield Response.json(health.path("Healthy").asBoolean() ? 200 : 429, health.toString());
            }
            case "autopilot/state" -> {
                acl.require(request, "operator", "", "read");
                yield Answers.json(agent.autopilot().health());
            }
            case "keyring" -> keyring(request);
            default -> throw Api.unknown();
        };
    }

    private Response raft(Request request) {
        acl.require(request, "operator", "", "read");
        var servers = Json.array();
        for (var peer : agent.consensus().peers()) {
            var member = agent.members().get(peer);
            servers.addObject()
                    .put("ID", peer)
                    .put("Node", member.map(Member::name).orElse("(unknown)"))
                    .put("Address", member.map(Member::rpcAddress).orElse(""))
                    .put(
                            "Leader",
                            agent.consensus().leader().filter(peer::equals).isPresent())
                    .put("ProtocolVersion", "3")
                    .put("Voter", true)
                    .put("LastIndex", agent.store().index());
        }
        var body = Json.object();
        body.set("Servers", servers);
        return Answers.json(body.put("Index", agent.store().index()));
    }

    private Response removePeer(Request request) {
        if (!request.method().equals("DELETE")) {
            throw Api.method(request);
        }
        acl.require(request, "operator", "", "write");
        var wanted =
                request.parameter("id").or(() -> request.parameter("address")).orElse("");
        var peer = agent.consensus().peers().stream()
                .filter(id -> id.equals(wanted)
                        || agent.members()
                                .get(id)
                                .map(Member::rpcAddress)
                                .filter(wanted::equals)
                                .isPresent())
                .findFirst()
                .orElseThrow(() -> new ApiError(500, "id \"" + wanted + "\" was not found in the Raft configuration"));
        agent.autopilot().removed(peer);
        agent.consensus().remove(peer);
        return Answers.ok();
    }

    private Response transfer(Request request) {
        if (!request.method().equals("POST")) {
            throw Api.method(request);
        }
        acl.require(request, "operator", "", "write");
        var own = agent.members().self().id();
        var others = agent.consensus().peers().stream()
                .filter(peer -> !peer.equals(own) && agent.members().alive(peer))
                .toList();
        var target = request.parameter("id").orElse(others.isEmpty() ? "" : others.get(0));
        if (!others.contains(target)) {
            throw new ApiError(500, "Failed to transfer leadership: cannot find peer " + target);
        }
        agent.consensus().transferLeadership(target);
        return Answers.json(Json.object().put("Success", true));
    }

    private Response configuration(Request request) {
        if (request.method().equals("GET")) {
            acl.require(request, "operator", "", "read");
            return Answers.json(agent.autopilot().configuration());
        }
        if (!request.method().equals("PUT")) {
            throw Api.method(request);
        }
        acl.require(request, "operator", "", "write");
        var config = agent.autopilot().configuration();
        config.setAll(Json.body(request.body().text()));
        var change = Json.object().put("is", "autopilot");
        change.set("config", config);
        request.parameter("cas").ifPresent(cas -> change.put("cas", Long.parseLong(cas)));
        return Answers.json(agent.consensus().apply(change).path("ok").asBoolean());
    }

    private Response keyring(Request request) {
        boolean reads = request.method().equals("GET");
        acl.require(request, "keyring", "", reads ? "read" : "write");
        var order = Json.object().put("is", verb(request));
        if (!reads) {
            order.put("key", Json.body(request.body().text()).path("Key").asText());
        }
        var answers = agent.keyring(order);
        for (var answer : answers) {
            if (answer.has("error")) {
                throw new ApiError(500, answer.path("error").asText());
            }
        }
        return reads ? Answers.json(Json.array().add(summary(answers))) : Answers.ok();
    }

    private static String verb(Request request) {
        return switch (request.method()) {
            case "GET" -> "list";
            case "POST" -> "install";
            case "PUT" -> "use";
            case "DELETE" -> "remove";
            default -> throw Api.method(request);
        };
    }

    private ObjectNode summary(List<JsonNode> answers) {
        var keys = Json.object();
        var primaries = Json.object();
        for (var answer : answers) {
            answer.path("keys").forEach(key -> count(keys, key.asText()));
            count(primaries, answer.path("primary").asText());
        }
        var summary = Json.object()
                .put("WAN", false)
                .put("Datacenter", agent.config().datacenter())
                .put("Segment", "");
        summary.set("Keys", keys);
        summary.set("PrimaryKeys", primaries);
        return summary.put("NumNodes", answers.size());
    }

    private static void count(ObjectNode counts, String key) {
        counts.put(key, counts.path(key).asInt() + 1);
    }
}
