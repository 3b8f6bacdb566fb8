package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** AppRole login, mounted at {@code auth/approle}; roles are made by {@link #add}. */
final class AppRoles implements Backend {
    private static final String REFUSED = "invalid role or secret ID";

    private final Storage storage;
    private final Tokens tokens;

    AppRoles(Storage storage, Tokens tokens) {
        this.storage = storage;
        this.tokens = tokens;
    }

    /** Makes a role and answers its {@code role_id} and {@code secret_id}; the secret is kept as a hash only. */
    ObjectNode add(String name, List<String> policies, Duration ttl, Duration maxTtl) {
        var roleId = UUID.randomUUID().toString();
        var secretId = UUID.randomUUID().toString();
        var role = Json.object()
                .put("name", name)
                .put("secret", Tokens.hash(secretId))
                .put("ttl", ttl.toSeconds())
                .put("max_ttl", maxTtl.toSeconds());
        role.set("policies", Json.array(policies));
        storage.put(roleId, role);
        return Json.object().put("role_id", roleId).put("secret_id", secretId);
    }

    @Override
    public boolean open(Call call) {
        return call.path().equals("login");
    }

    @Override
    public Response handle(Call call) {
        if (!call.path().equals("login")) {
            throw Refusal.unsupportedPath();
        }
        if (!call.writes()) {
            throw Refusal.unsupportedOperation();
        }
        var roleId = Json.required(call.body(), "role_id");
        var secretId = Json.required(call.body(), "secret_id");
        var role = storage.get(roleId).orElseThrow(() -> Refusal.badRequest(REFUSED));
        if (!same(role.path("secret").asText(), Tokens.hash(secretId))) {
            throw Refusal.badRequest(REFUSED);
        }
        var policies = new ArrayList<>(List.of("default"));
        policies.addAll(Json.list(role.path("policies")));
        return Answers.auth(tokens.issue(
                role.path("name").asText(),
                policies,
                "auth/approle/login",
                Json.duration(role.path("ttl")),
                Json.duration(role.path("max_ttl"))));
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
