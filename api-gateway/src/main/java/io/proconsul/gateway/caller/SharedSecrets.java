package io.proconsul.gateway.caller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A secret that both sides know, or two while one is being replaced. Compares in constant time. */
public final class SharedSecrets {

    /** The fewest characters: 128 bits in hexadecimal, and less than a GUID has. */
    public static final int SHORTEST = 32;

    private final List<byte[]> accepted;

    /**
     * Holds what a setting gives; without any secret nothing is accepted.
     *
     * @param setting where they come from
     * @throws IllegalArgumentException if one is so short that it could be guessed; names the setting and no secret
     */
    public SharedSecrets(String setting, List<String> accepted) {
        accepted.forEach(secret -> check(setting, secret));
        this.accepted = accepted.stream().map(SharedSecrets::bytes).toList();
    }

    /** @throws IllegalArgumentException if the secret is shorter than {@link #SHORTEST} */
    public static void check(String setting, String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException("Expected secrets of at least %d characters in %s, found one of %d"
                    .formatted(SHORTEST, setting, secret.length()));
        }
    }

    public boolean accepts(@Nullable String presented) {
        if (presented == null) {
            return false;
        }
        var found = bytes(presented);
        var equal = false;
        for (var secret : accepted) {
            equal |= MessageDigest.isEqual(secret, found);
        }
        return equal;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
