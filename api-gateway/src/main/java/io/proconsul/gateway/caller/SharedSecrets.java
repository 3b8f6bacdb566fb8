package io.proconsul.gateway.caller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A secret that both sides know, or two while one is being replaced. Compares in constant time. */
public final class SharedSecrets {

    private final List<byte[]> accepted;

    public SharedSecrets(List<String> accepted) {
        this.accepted = accepted.stream().map(SharedSecrets::bytes).toList();
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
