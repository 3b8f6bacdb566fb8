package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Body;
import io.proconsul.local.http.Request;
import io.proconsul.local.tls.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Opens a Vault as an operator would have set it up for Proconsul: transit keys, root authority, policies, AppRoles. The
 * unseal key and the root token are in {@code init.json}, the roles' credentials in {@code approles.json}.
 */
final class Seed {
    private static final List<String> ROLES = List.of("infra", "cert", "snapshot", "gateway");
    private static final Duration TOKEN_TTL = Duration.ofHours(1);
    private static final Duration TOKEN_MAX_TTL = Duration.ofHours(24);

    private Seed() {}

    /** Goes on with the Vault in the folder, or sets up a new one. */
    static VaultServer open(Path state, Clock clock) {
        var barrier = new Barrier(state.resolve("vault.sealed"));
        var server = new VaultServer(barrier, clock);
        var init = state.resolve("init.json");
        if (barrier.initialized()) {
            var key = read(init).path("unseal_keys_b64").path(0).asText();
            if (!barrier.unseal(Json.base64(key, "unseal key"))) {
                throw new IllegalStateException(init + " does not hold the key of " + state.resolve("vault.sealed"));
            }
            return server;
        }
        var key = AesGcm.newKey();
        // The key is on the disk before anything is encrypted with it.
        write(init, keys(key, ""));
        barrier.initialize(key);
        var root = server.tokens()
                .issue("root", List.of("root"), "auth/token/root", Duration.ZERO, Duration.ZERO)
                .path("client_token")
                .asText();
        setUp(server, root);
        var approles = Json.object();
        ROLES.forEach(role -> approles.set(role, server.appRoles().add(role, List.of(role), TOKEN_TTL, TOKEN_MAX_TTL)));
        write(state.resolve("approles.json"), approles);
        write(init, keys(key, root));
        return server;
    }

    private static void setUp(VaultServer server, String root) {
        server.policies().put("default", policy("default"));
        ROLES.forEach(role -> server.policies().put(role, policy(role)));
        call(server, root, "sys/mounts/transit", Json.object().put("type", "transit"));
        call(server, root, "transit/keys/proconsul-secrets", Json.object().put("derived", true));
        call(server, root, "transit/keys/proconsul-client-config", Json.object().put("derived", true));
        call(server, root, "transit/keys/proconsul-manifest", Json.object().put("type", TransitKey.ED25519));
        call(server, root, "transit/keys/proconsul-federation", Json.object().put("type", TransitKey.HMAC));
        call(server, root, "transit/config/keys", Json.object().put("disable_upsert", true));
        var pki = Json.object().put("type", "pki");
        pki.putObject("config").put("max_lease_ttl", "87600h");
        call(server, root, "sys/mounts/pki-root", pki);
        call(
                server,
                root,
                "pki-root/root/generate/internal",
                Json.object()
                        .put("common_name", "Proconsul root")
                        .put("key_type", "ec")
                        .put("key_bits", 256)
                        .put("ttl", "87600h"));
    }

    private static void call(VaultServer server, String token, String path, ObjectNode body) {
        var answer = server.handle(new Request(
                "POST", "/v1/" + path, Map.of(), Map.of("x-vault-token", token), Body.of(body.toString()), List.of()));
        if (answer.status() >= 300) {
            throw new IllegalStateException(path + " was answered with " + answer.status() + " "
                    + answer.body().text());
        }
    }

    private static ObjectNode keys(byte[] key, String root) {
        var init = Json.object();
        init.putArray("unseal_keys_b64").add(Json.base64(key));
        return init.put("unseal_shares", 1).put("unseal_threshold", 1).put("root_token", root);
    }

    private static String policy(String name) {
        try (var in = Seed.class.getResourceAsStream("policies/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("no policy for " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode read(Path file) {
        try {
            return Json.parseObject(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void write(Path file, ObjectNode content) {
        OwnerOnly.write(file, content.toPrettyString().getBytes(StandardCharsets.UTF_8));
    }
}
