package io.proconsul.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.wire.Scope;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;

/**
 * Ids as pure functions of what they identify, so that a repeated request or a retried task meets its own work and
 * never makes a second one. All are version 5 UUIDs in lower case.
 */
public final class Ids {

    /** Proconsul's own namespace; everything below hangs from it, so it never changes. */
    private static final UUID NAMESPACE = UUID.fromString("6f0e4a52-6f1c-5d0a-9a3b-8f4de6f2c7b1");

    private Ids() {}

    /** The key of every topic about clusters. Azure's names ignore case, and so does this. */
    public static String scopeKey(Scope scope) {
        var name = String.join(
                "|", scope.getTenantId(), scope.getSubscriptionId(), scope.getResourceGroup(), scope.getClusterName());
        return uuidV5(NAMESPACE, name.toLowerCase(Locale.ROOT)).toString();
    }

    /** A cluster that is deleted and created again gets the next incarnation, hence names of its own. */
    public static String clusterId(Scope scope, long incarnation) {
        return clusterId(scopeKey(scope), incarnation);
    }

    /** The same from the scope's key. */
    public static String clusterId(String scopeKey, long incarnation) {
        return child(scopeKey, "cluster|" + incarnation);
    }

    /** The same command on the same cluster is the same saga. */
    public static String sagaId(String clusterId, String commandId) {
        return child(clusterId, "saga|" + commandId);
    }

    /** An operation brings about an event of each type at most once. */
    public static String eventId(String operationId, String type) {
        return child(operationId, "event|" + type);
    }

    public static String taskId(String sagaId, String step, int attempt, long epoch) {
        return child(sagaId, "task|" + step + "|" + attempt + "|" + epoch);
    }

    /** Of what a saga's step asks of another cluster: the same for all polls of an attempt. */
    public static String commandId(String sagaId, String step, String direction, int attempt) {
        return child(sagaId, "command|" + step + "|" + direction + "|" + attempt);
    }

    /** RFC 9562, version 5: SHA-1 of the namespace and the UTF-8 name. */
    public static UUID uuidV5(UUID namespace, String name) {
        var sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .flip());
        var hash = ByteBuffer.wrap(sha1.digest(name.getBytes(UTF_8)));
        var high = (hash.getLong() & ~0xF000L) | 0x5000L;
        var low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static String child(String parentId, String name) {
        return uuidV5(UUID.fromString(parentId), name).toString();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
