package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The token store, mounted at {@code auth/token}. */
final class Tokens implements Backend {
    private final Storage storage;
    private final Clock clock;

    Tokens(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /** Makes a token and answers it as a login does. */
    ObjectNode issue(String displayName, List<String> policies, String path, Duration ttl, Duration maxTtl) {
        var secret = "hvs." + random(24);
        var now = clock.instant();
        var token = new Token(
                random(18), displayName, policies, path, ttl.toSeconds(), maxTtl.toSeconds(), now, now.plus(ttl));
        save(secret, token);
        return auth(secret, token);
    }

    Optional<Token> find(String secret) {
        var key = hash(secret);
        var token = storage.get(key).map(json -> Json.MAPPER.convertValue(json, Token.class));
        if (token.isPresent() && token.get().expired(clock.instant())) {
            storage.delete(key);
            return Optional.empty();
        }
        return token;
    }

    @Override
    public Response handle(Call call) {
        var secret = call.request().header("x-vault-token").orElseThrow(Refusal::invalidToken);
        var token = find(secret).orElseThrow(Refusal::invalidToken);
        if (call.path().equals("lookup-self") && call.reads()) {
            return Answers.data(describe(secret, token));
        }
        if (call.path().equals("renew-self") && call.writes()) {
            if (token.ttlSeconds() == 0) {
                throw Refusal.badRequest("lease is not renewable");
            }
            var renewed = token.renewed(
                    clock.instant(),
                    Json.duration(call.body().path("increment")).toSeconds());
            save(secret, renewed);
            return Answers.auth(auth(secret, renewed));
        }
        if (call.path().equals("revoke-self") && call.writes()) {
            storage.delete(hash(secret));
            return Answers.noContent();
        }
        if (call.path().equals("revoke") && call.writes()) {
            storage.delete(hash(Json.required(call.body(), "token")));
            return Answers.noContent();
        }
        throw Refusal.unsupportedPath();
    }

    private ObjectNode auth(String secret, Token token) {
        var auth = Json.object().put("client_token", secret).put("accessor", token.accessor());
        auth.set("policies", Json.array(token.policies()));
        auth.set("token_policies", Json.array(token.policies()));
        auth.putObject("metadata").put("role_name", token.displayName());
        return auth.put("lease_duration", token.left(clock.instant()))
                .put("renewable", token.ttlSeconds() > 0)
                .put("entity_id", "")
                .put("token_type", "service")
                .put("orphan", true)
                .putNull("mfa_requirement")
                .put("num_uses", 0);
    }

    private ObjectNode describe(String secret, Token token) {
        var data = Json.object()
                .put("accessor", token.accessor())
                .put("creation_time", token.created().getEpochSecond())
                .put("creation_ttl", token.ttlSeconds())
                .put("display_name", token.displayName())
                .put("entity_id", "")
                .put("explicit_max_ttl", 0)
                .put("id", secret)
                .put("issue_time", token.created().toString())
                .put("num_uses", 0)
                .put("orphan", true)
                .put("path", token.path())
                .put("renewable", token.ttlSeconds() > 0)
                .put("ttl", token.left(clock.instant()))
                .put("type", "service");
        data.put("expire_time", token.ttlSeconds() > 0 ? token.expires().toString() : null);
        data.set("policies", Json.array(token.policies()));
        data.putNull("meta");
        return data;
    }

    private void save(String secret, Token token) {
        storage.put(hash(secret), Json.MAPPER.valueToTree(token));
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static String hash(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
