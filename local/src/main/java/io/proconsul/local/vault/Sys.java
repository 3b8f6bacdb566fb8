package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Response;
import java.util.List;

/** The paths of {@code sys} that need an unsealed Vault: mounts and policies. */
final class Sys implements Backend {
    private final Mounts mounts;
    private final Policies policies;

    Sys(Mounts mounts, Policies policies) {
        this.mounts = mounts;
        this.policies = policies;
    }

    @Override
    public Response handle(Call call) {
        if (call.path().equals("mounts") && call.reads()) {
            return table();
        }
        if (call.path().startsWith("mounts/")) {
            var path = call.path().substring("mounts/".length());
            return path.endsWith("/tune") ? tune(call, path.substring(0, path.length() - 5)) : mount(call, path);
        }
        if (call.path().equals("policies/acl")) {
            return Answers.keys(policies.names());
        }
        if (call.path().startsWith("policies/acl/")) {
            return policy(call, call.path().substring("policies/acl/".length()));
        }
        throw Refusal.unsupportedPath();
    }

    private Response table() {
        var data = Json.object();
        mounts.all().forEach(mount -> data.set(mount.path(), mount.describe()));
        var body = Answers.envelope(data, NullNode.instance, List.of());
        body.setAll(data);
        return Response.json(200, body.toString());
    }

    private Response mount(Call call, String path) {
        return switch (call.operation()) {
            case READ ->
                Answers.data(existing(path, "No secret engine mount at ").describe());
            case CREATE, UPDATE -> {
                var type = Json.text(call.body(), "type")
                        .orElseThrow(() -> Refusal.badRequest("backend type must be specified as a string"));
                var config = call.body().path("config") instanceof ObjectNode object ? object : Json.object();
                mounts.enable(path, type, call.body().path("description").asText(""), config);
                yield Answers.noContent();
            }
            case DELETE -> {
                mounts.disable(path);
                yield Answers.noContent();
            }
            case LIST -> throw Refusal.unsupportedOperation();
        };
    }

    private Response tune(Call call, String path) {
        var mount = existing(path, "cannot fetch sysview for path ");
        if (call.writes()) {
            mounts.save(mount.tuned(call.body()));
            return Answers.noContent();
        }
        return Answers.data(Json.object()
                .put("default_lease_ttl", mount.defaultTtl().toSeconds())
                .put("description", mount.description())
                .put("force_no_cache", false)
                .put("max_lease_ttl", mount.maxTtl().toSeconds()));
    }

    private Mount existing(String path, String complaint) {
        return mounts.get(path).orElseThrow(() -> Refusal.badRequest(complaint + Mounts.slashed(path)));
    }

    private Response policy(Call call, String name) {
        return switch (call.operation()) {
            case READ ->
                Answers.data(Json.object()
                        .put("name", name)
                        .put(
                                "policy",
                                policies.get(name)
                                        .orElseThrow(Refusal::notFound)
                                        .toString()));
            case CREATE, UPDATE -> {
                policies.put(name, Json.required(call.body(), "policy"));
                yield Answers.noContent();
            }
            case DELETE -> {
                policies.delete(name);
                yield Answers.noContent();
            }
            case LIST -> throw Refusal.unsupportedOperation();
        };
    }
}
