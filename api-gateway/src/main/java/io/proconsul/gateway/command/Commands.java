package io.proconsul.gateway.command;

import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.CreateCluster;
import io.proconsul.wire.CreateToken;
import io.proconsul.wire.DeleteCluster;
import io.proconsul.wire.Payload;
import io.proconsul.wire.Scope;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Makes commands. A command's id is a function of what is asked for, so that asking twice is asking once. */
public final class Commands {

    private static final String CREATE = "create-cluster";
    private static final String DELETE = "delete-cluster";
    private static final String CREATE_TOKEN = "create-token";

    private Commands() {}

    /** The id depends on what the client asked for, and not on what Azure has told us about billing meanwhile. */
    public static ClusterCommand create(Scope scope, ClusterSpec asked, Billing billing, Request request) {
        var id = id(
                scope,
                CREATE + "|" + sha256(Payloads.pack(new CreateCluster(asked)).getData()));
        var spec = ClusterSpec.newBuilder(asked)
                .setResourceUsageId(billing.resourceUsageId())
                .setPlan(billing.plan())
                .build();
        return command(id, scope, CREATE, Payloads.pack(new CreateCluster(spec)), request);
    }

    public static ClusterCommand delete(Scope scope, Request request) {
        return command(id(scope, DELETE), scope, DELETE, deletion("Asked for through the API."), request);
    }

    /** @param notification identifies the notification (MAN-05), which has no id of its own */
    public static ClusterCommand deleteWithApplication(Scope scope, String notification, Request request) {
        var body = deletion("Its managed application is being deleted.");
        return command(id(scope, DELETE + "|" + notification), scope, DELETE, body, request);
    }

    /** A token asked for twice is two tokens, of which the second one remains. */
    public static ClusterCommand createToken(Scope scope, CreateToken token, Request request) {
        var id = id(scope, CREATE_TOKEN + "|" + token.getAccessorId());
        return command(id, scope, CREATE_TOKEN, Payloads.pack(token), request);
    }

    private static Payload deletion(String reason) {
        return Payloads.pack(new DeleteCluster(reason));
    }

    private static ClusterCommand command(String id, Scope scope, String name, Payload body, Request request) {
        return new ClusterCommand(id, scope, name, body, request.at(), request.correlationId(), request.requestedBy());
    }

    private static String id(Scope scope, String what) {
        return Ids.uuidV5(UUID.fromString(Ids.scopeKey(scope)), what).toString();
    }

    private static String sha256(ByteBuffer bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.duplicate());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
