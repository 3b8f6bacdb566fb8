package io.proconsul.gateway.command;

import io.proconsul.gateway.view.Documents;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Condition;
import io.proconsul.wire.CreateCluster;
import io.proconsul.wire.CreatePeering;
import io.proconsul.wire.CreateSecondary;
import io.proconsul.wire.CreateSnapshot;
import io.proconsul.wire.CreateToken;
import io.proconsul.wire.DeleteCluster;
import io.proconsul.wire.DeletePeering;
import io.proconsul.wire.DeleteSnapshot;
import io.proconsul.wire.FederatedCluster;
import io.proconsul.wire.GrowCluster;
import io.proconsul.wire.Payload;
import io.proconsul.wire.RenameSnapshot;
import io.proconsul.wire.RestoreSnapshot;
import io.proconsul.wire.Scope;
import io.proconsul.wire.UpdateCluster;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes commands. A command's id is a function of what is asked for, so that asking twice is asking once. */
public final class Commands {

    private static final String CREATE = "create-cluster";
    private static final String DELETE = "delete-cluster";
    private static final String CREATE_SECONDARY = "create-secondary";
    private static final String DELETE_SECONDARY = "delete-secondary";
    private static final String CREATE_TOKEN = "create-token";
    private static final String CREATE_SNAPSHOT = "create-snapshot";
    private static final String RENAME_SNAPSHOT = "rename-snapshot";
    private static final String DELETE_SNAPSHOT = "delete-snapshot";
    private static final String RESTORE_SNAPSHOT = "restore-snapshot";
    private static final String CREATE_PEERING = "create-peering";
    private static final String DELETE_PEERING = "delete-peering";
    private static final String MANUAL = "MANUAL";
    private static final String UPDATE = "update-cluster";
    private static final String GROW = "grow-cluster";

    private Commands() {}

    /** The id depends on what the client asked for, and not on what Azure has told us about billing meanwhile. */
    public static ClusterCommand create(Scope scope, ClusterSpec asked, Billing billing, Request request) {
        var id = id(
                scope,
                CREATE + "|" + sha256(Payloads.pack(new CreateCluster(asked)).getData()));
        return command(id, scope, CREATE, Payloads.pack(new CreateCluster(billed(asked, billing))), request);
    }

    /** Another token of the same primary asks for the same. */
    public static ClusterCommand createSecondary(
            Scope scope, ClusterSpec asked, FederatedCluster primary, Billing billing, Request request) {
        var wanted = Payloads.pack(new CreateSecondary(asked, primary));
        var id = id(scope, CREATE_SECONDARY + "|" + sha256(wanted.getData()));
        var body = Payloads.pack(new CreateSecondary(billed(asked, billing), primary));
        return command(id, scope, CREATE_SECONDARY, body, request);
    }

    private static ClusterSpec billed(ClusterSpec asked, Billing billing) {
        return new ClusterSpec(
                asked.getLocation(),
                asked.getDatacenter(),
                asked.getConsulVersion(),
                asked.getServers(),
                asked.getMode(),
                asked.getVnetCidr(),
                asked.getExternalEndpoint(),
                asked.getConnect(),
                asked.getAutomaticUpgrades(),
                asked.getSnapshotInterval(),
                asked.getSnapshotRetention(),
                asked.getEmail(),
                asked.getManagedApplicationId(),
                asked.getSourceChannel(),
                billing.resourceUsageId(),
                billing.plan(),
                asked.getTags(),
                asked.getUpkeep());
    }

    public static ClusterCommand delete(Scope scope, Request request) {
        return command(id(scope, DELETE), scope, DELETE, deletion("Asked for through the API.", false), request);
    }

    /** The deletion that is right for the cluster: one that has joined a federation has to leave it. */
    public static ClusterCommand fitting(ClusterState known, ClusterCommand deletion) {
        var joined = Documents.of(known).map(Cluster::getPrimary);
        return joined.isPresent() ? as(DELETE_SECONDARY, deletion.getCondition(), deletion) : deletion;
    }

    /** The same, to be carried out only if the condition holds when its turn comes; the id does not depend on it. */
    public static ClusterCommand on(@Nullable Condition condition, ClusterCommand command) {
        return as(command.getName(), condition, command);
    }

    private static ClusterCommand as(String name, @Nullable Condition condition, ClusterCommand command) {
        return new ClusterCommand(
                command.getCommandId(),
                command.getScope(),
                name,
                command.getBody(),
                command.getIssuedAt(),
                command.getCorrelationId(),
                command.getRequestedBy(),
                condition,
                null);
    }

    /** The same, however often and by whom the end of the application is noticed, while this life of the cluster lasts. */
    public static ClusterCommand deleteWithApplication(ClusterState cluster, String applicationId, Request request) {
        var scope = cluster.getScope();
        var what = String.join(
                "|", DELETE, applicationId.toLowerCase(Locale.ROOT), Long.toString(cluster.getIncarnation()));
        var body = deletion("Its managed application is being deleted.", true);
        return fitting(cluster, command(id(scope, what), scope, DELETE, body, request));
    }

    /** A token asked for twice is two tokens, of which the second one remains. */
    public static ClusterCommand createToken(Scope scope, CreateToken token, Request request) {
        var id = id(scope, CREATE_TOKEN + "|" + token.getAccessorId());
        return command(id, scope, CREATE_TOKEN, Payloads.pack(token), request);
    }

    /** The same for a repeated request: one of that name that the same client asked for in the same exchange. */
    public static String snapshotId(Scope scope, String name, Request request) {
        return id(scope, CREATE_SNAPSHOT + "|" + request.correlationId() + "|" + name);
    }

    public static ClusterCommand createSnapshot(Scope scope, String snapshotId, String name, Request request) {
        var body = Payloads.pack(new CreateSnapshot(snapshotId, name, request.at(), MANUAL));
        return command(id(scope, CREATE_SNAPSHOT + "|" + snapshotId), scope, CREATE_SNAPSHOT, body, request);
    }

    public static ClusterCommand deleteSnapshot(Scope scope, String snapshotId, Request request) {
        var body = Payloads.pack(new DeleteSnapshot(snapshotId, false));
        return command(onSnapshot(scope, DELETE_SNAPSHOT, snapshotId, request), scope, DELETE_SNAPSHOT, body, request);
    }

    /** @param seen the cluster: to be renamed there and back and there again is three commands */
    public static ClusterCommand renameSnapshot(ClusterState seen, String snapshotId, String name, Request request) {
        var scope = seen.getScope();
        var body = Payloads.pack(new RenameSnapshot(snapshotId, name));
        var id = onSnapshot(scope, RENAME_SNAPSHOT, snapshotId + "|" + seen.getRevision() + "|" + name, request);
        return command(id, scope, RENAME_SNAPSHOT, body, request);
    }

    /** @param takeAnother whether what the cluster holds is kept before */
    public static ClusterCommand restoreSnapshot(Scope scope, String snapshotId, boolean takeAnother, Request request) {
        var body = Payloads.pack(new RestoreSnapshot(snapshotId, takeAnother, request.at()));
        return command(
                onSnapshot(scope, RESTORE_SNAPSHOT, snapshotId, request), scope, RESTORE_SNAPSHOT, body, request);
    }

    /** A cluster has one peering with a network, however the network's id is spelled. */
    public static String peeringId(Scope scope, String networkId) {
        return id(scope, "peering|" + networkId.toLowerCase(Locale.ROOT));
    }

    /** Whoever asks again later wants to know how things are by then. */
    public static ClusterCommand createPeering(Scope scope, String networkId, Request request) {
        var peeringId = peeringId(scope, networkId);
        var body = Payloads.pack(new CreatePeering(peeringId, networkId, request.at()));
        var id = id(scope, CREATE_PEERING + "|" + request.correlationId() + "|" + peeringId);
        return command(id, scope, CREATE_PEERING, body, request);
    }

    public static ClusterCommand deletePeering(Scope scope, String peeringId, Request request) {
        var id = id(scope, DELETE_PEERING + "|" + request.correlationId() + "|" + peeringId);
        return command(id, scope, DELETE_PEERING, Payloads.pack(new DeletePeering(peeringId)), request);
    }

    /** Whoever asks again later means it; where that is what there is, nothing is done. */
    public static ClusterCommand update(Scope scope, UpdateCluster update, Request request) {
        var what = UPDATE + "|" + request.correlationId() + "|" + update.getConsulVersion() + "|"
                + update.getAuditLogging() + "|" + update.getUpkeep();
        return command(id(scope, what), scope, UPDATE, Payloads.pack(update), request);
    }

    /** The same. */
    public static ClusterCommand grow(Scope scope, GrowCluster growth, Request request) {
        var what = GROW + "|" + request.correlationId() + "|" + growth.getServers();
        return command(id(scope, what), scope, GROW, Payloads.pack(growth), request);
    }

    /** Whoever asks again later means it. */
    private static String onSnapshot(Scope scope, String what, String snapshot, Request request) {
        return id(scope, what + "|" + request.correlationId() + "|" + snapshot);
    }

    private static Payload deletion(String reason, boolean unstoppable) {
        return Payloads.pack(new DeleteCluster(reason, unstoppable));
    }

    private static ClusterCommand command(String id, Scope scope, String name, Payload body, Request request) {
        return new ClusterCommand(
                id, scope, name, body, request.at(), request.correlationId(), request.requestedBy(), null, null);
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
