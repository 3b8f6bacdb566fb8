package io.proconsul.local.vault;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A token's record; the token itself is not kept, only its hash.
 *
 * @param ttlSeconds of one renewal; 0: never expires
 * @param maxTtlSeconds no renewal goes beyond it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Token(
        String accessor,
        String displayName,
        List<String> policies,
        String path,
        long ttlSeconds,
        long maxTtlSeconds,
        Instant created,
        Instant expires) {

    boolean root() {
        return policies.contains("root");
    }

    boolean expired(Instant now) {
        return ttlSeconds > 0 && !now.isBefore(expires);
    }

    /** Seconds left, rounded down as Vault reports them. */
    long left(Instant now) {
        return ttlSeconds == 0 ? 0 : Math.max(0, Duration.between(now, expires).toSeconds());
    }

    Token renewed(Instant now, long increment) {
        var asked = now.plusSeconds(increment > 0 ? increment : ttlSeconds);
        var limit = created.plusSeconds(maxTtlSeconds);
        var until = asked.isAfter(limit) ? limit : asked;
        return new Token(accessor, displayName, policies, path, ttlSeconds, maxTtlSeconds, created, until);
    }
}
