package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** When a token ends: at a time, or after one minute to one day. */
final class Expiration {
    private Expiration() {}

    /** Empty for a token without end. */
    static Optional<String> of(ObjectNode token, Instant now) {
        var ttl = token.path("ExpirationTTL").asText("");
        if (ttl.isEmpty()) {
            return Optional.ofNullable(token.path("ExpirationTime").textValue());
        }
        var life = Duration.parse("PT" + ttl.toUpperCase(Locale.ROOT));
        if (life.compareTo(Duration.ofMinutes(1)) < 0 || life.compareTo(Duration.ofDays(1)) > 0) {
            throw new ApiError(400, "ExpirationTime must be between 1m0s and 24h0m0s in the future, found " + ttl);
        }
        return Optional.of(now.plus(life).toString());
    }
}
