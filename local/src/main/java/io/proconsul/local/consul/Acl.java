package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** Who a request comes from and what it may do; default policy deny. */
final class Acl {
    static final String HEADER = "x-consul-token";
    static final String MANAGEMENT = "00000000-0000-0000-0000-000000000001";
    static final String ANONYMOUS = "00000000-0000-0000-0000-000000000002";

    private final Store store;
    private final Clock clock;

    Acl(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The caller's token; the anonymous one if there is none. */
    ObjectNode token(Request request) {
        var secret = secret(request);
        if (secret.isEmpty()) {
            return store.token(ANONYMOUS)
                    .orElseGet(() -> Json.object().put("AccessorID", ANONYMOUS).put("SecretID", "anonymous"));
        }
        return store.tokenBySecret(secret.get())
                .filter(token -> !expired(token))
                .orElseThrow(() -> new ApiError(403, "ACL not found"));
    }

    /** Refuses a caller who lacks an access. */
    void require(Request request, String kind, String name, String access) {
        var token = token(request);
        if (allows(token, kind, name, access)) {
            return;
        }
        var right = kind + ":" + access + (name.isEmpty() ? "" : "' on \"" + name + "\"");
        var tail = name.isEmpty() ? "'" : "";
        var accessor = token.path("AccessorID").asText();
        if (accessor.equals(ANONYMOUS)) {
            throw new ApiError(
                    403,
                    "Permission denied: anonymous token lacks permission '" + right + tail
                            + ". The anonymous token is used implicitly when a request does not specify a token.");
        }
        throw new ApiError(
                403, "Permission denied: token with AccessorID '" + accessor + "' lacks permission '" + right + tail);
    }

    boolean allows(ObjectNode token, String kind, String name, String access) {
        var texts = new ArrayList<String>();
        for (var link : token.path("Policies")) {
            if (link.path("ID").asText().equals(MANAGEMENT)) {
                return true;
            }
            store.policy(link.path("ID").asText())
                    .ifPresent(policy -> texts.add(policy.path("Rules").asText()));
        }
        for (var identity : token.path("NodeIdentities")) {
            texts.add("node \"" + identity.path("NodeName").asText()
                    + "\" { policy = \"write\" }\nservice_prefix \"\" { policy = \"read\" }");
        }
        return Rules.parse(texts).allow(kind, name, access);
    }

    private boolean expired(ObjectNode token) {
        var end = token.path("ExpirationTime").asText("");
        return !end.isEmpty() && !clock.instant().isBefore(Instant.parse(end));
    }

    static Optional<String> secret(Request request) {
        return request.header(HEADER)
                .or(() -> request.header("authorization")
                        .filter(value -> value.startsWith("Bearer "))
                        .map(value -> value.substring(7)))
                .or(() -> request.parameter("token"))
                .filter(secret -> !secret.isEmpty());
    }
}
