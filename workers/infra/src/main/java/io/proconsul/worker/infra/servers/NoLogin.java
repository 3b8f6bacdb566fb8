package io.proconsul.worker.infra.servers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * An SSH public key that nobody can use. Azure wants a key or a password on every Linux machine, and the same one each
 * time the machine is put; so the key's 32 bytes are a hash of the cluster's id, to which no private key is known to
 * anyone. Nothing else opens a door: port 22 is closed, and passwords are off.
 */
final class NoLogin {

    private static final String ALGORITHM = "ssh-ed25519";

    private NoLogin() {}

    static String publicKey(String clusterId) {
        var type = ALGORITHM.getBytes(StandardCharsets.US_ASCII);
        var point = sha256("proconsul, no login: " + clusterId);
        var blob = ByteBuffer.allocate(8 + type.length + point.length)
                .putInt(type.length)
                .put(type)
                .putInt(point.length)
                .put(point);
        return ALGORITHM + " " + Base64.getEncoder().encodeToString(blob.array()) + " no-login";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
