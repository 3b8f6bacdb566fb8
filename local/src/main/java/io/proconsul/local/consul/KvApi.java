package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Body;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** {@code /v1/kv}. Sessions and blocking queries are not served. */
final class KvApi implements Api {
    private final Agent agent;
    private final Store store;
    private final Acl acl;

    KvApi(Agent agent, Acl acl) {
        this.agent = agent;
        this.store = agent.store();
        this.acl = acl;
    }

    @Override
    public Response handle(Request request, Path path) {
        var key = path.from(1);
        return switch (request.method()) {
            case "GET" -> get(request, key);
            case "PUT" -> put(request, key);
            case "DELETE" -> delete(request, key);
            default -> throw Api.method(request);
        };
    }

    private Response get(Request request, String key) {
        boolean namesOnly = request.query().containsKey("keys");
        boolean all = namesOnly || request.query().containsKey("recurse");
        if (key.isEmpty() && !all) {
            throw new ApiError(400, "Missing key name");
        }
        acl.require(request, "key", key, all ? "list" : "read");
        List<ObjectNode> found = all ? store.keys(key) : store.key(key).stream().toList();
        if (found.isEmpty()) {
            return Answers.indexed(Response.empty(404), store.index());
        }
        if (request.query().containsKey("raw")) {
            var value = Base64.getDecoder().decode(found.get(0).path("Value").asText());
            var raw = new Response(200, Map.of("Content-Type", "application/octet-stream"), Body.of(value));
            return Answers.indexed(raw, store.index());
        }
        var list = Json.array();
        for (var entry : found) {
            if (namesOnly) {
                list.add(entry.path("Key"));
            } else {
                list.add(entry);
            }
        }
        return Answers.read(list, store.index());
    }

    private Response put(Request request, String key) {
        if (key.isEmpty()) {
            throw new ApiError(400, "Missing key name");
        }
        if (request.query().containsKey("acquire") || request.query().containsKey("release")) {
            throw new ApiError(400, "this stand-in serves no sessions");
        }
        acl.require(request, "key", key, "write");
        if (request.body().length() > 512 * 1024) {
            throw new ApiError(
                    413,
                    "Request body(" + request.body().length()
                            + " bytes) too large, max size: 524288 bytes. See https://developer.hashicorp.com/docs/agent/options"
                            + "#kv_max_value_size.");
        }
        var change = Json.object()
                .put("is", "kv-put")
                .put("key", key)
                .put("value", Base64.getEncoder().encodeToString(request.body().bytes()))
                .put("flags", Long.parseLong(request.parameter("flags").orElse("0")));
        request.parameter("cas").ifPresent(cas -> change.put("cas", Long.parseLong(cas)));
        return Answers.json(agent.consensus().apply(change).path("ok").asBoolean());
    }

    private Response delete(Request request, String key) {
        acl.require(request, "key", key, "write");
        var change = Json.object()
                .put("is", "kv-delete")
                .put("key", key)
                .put("recurse", request.query().containsKey("recurse"));
        request.parameter("cas").ifPresent(cas -> change.put("cas", Long.parseLong(cas)));
        return Answers.json(agent.consensus().apply(change).path("ok").asBoolean());
    }
}
