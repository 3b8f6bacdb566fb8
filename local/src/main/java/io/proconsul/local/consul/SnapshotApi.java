package io.proconsul.local.consul;

import io.proconsul.local.http.Body;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@code /v1/snapshot}: the whole state, tokens included, out and in. */
final class SnapshotApi implements Api {
    private final Agent agent;
    private final Acl acl;

    SnapshotApi(Agent agent, Acl acl) {
        this.agent = agent;
        this.acl = acl;
    }

    @Override
    public Response handle(Request request, Path path) {
        // Consul asks for a management token; with rules that is the right to write ACLs.
        acl.require(request, "acl", "", "write");
        return switch (request.method()) {
            case "GET" -> save();
            case "PUT" -> restore(request);
            default -> throw Api.method(request);
        };
    }

    private Response save() {
        var store = agent.store();
        var state = store.dump().toString().getBytes(StandardCharsets.UTF_8);
        long index = store.index();
        int term = agent.consensus().term();
        var meta = Json.object()
                .put("Version", 1)
                .put("ID", term + "-" + index)
                .put("Index", index)
                .put("Term", term)
                .put("Size", state.length);
        var archive = SnapshotArchive.write(meta.toString().getBytes(StandardCharsets.UTF_8), state);
        var answer = new Response(200, Map.of("Content-Type", "application/x-gzip"), Body.of(archive));
        return answer.with("X-Consul-Index", Long.toString(index))
                .with("X-Consul-LastContact", "0")
                .with(
                        "X-Consul-KnownLeader",
                        Boolean.toString(agent.consensus().leader().isPresent()));
    }

    private Response restore(Request request) {
        try {
            var state = SnapshotArchive.state(request.body().bytes());
            var change = Json.object().put("is", "restore");
            change.set("state", Json.parse(new String(state, StandardCharsets.UTF_8)));
            agent.consensus().apply(change);
            return Answers.ok();
        } catch (IOException | IllegalArgumentException e) {
            throw new ApiError(500, "failed to restore snapshot: " + e.getMessage());
        }
    }
}
