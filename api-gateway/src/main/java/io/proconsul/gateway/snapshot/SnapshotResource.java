package io.proconsul.gateway.snapshot;

import io.proconsul.gateway.caller.CurrentRequest;
import io.proconsul.gateway.caller.SecuritySchemes;
import io.proconsul.gateway.cluster.OnlyCluster;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.error.ErrorBody;
import io.proconsul.gateway.input.GroupPath;
import io.proconsul.gateway.input.JsonBodies;
import io.proconsul.gateway.operation.OperationResponse;
import io.proconsul.gateway.view.Documents;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Snapshot;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The actions on snapshots (operations 11 to 16 of the HCS API), each of the group's one cluster. Never 202. */
@Path(GroupPath.PUBLIC)
@Produces("application/json;charset=utf-8")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "ConsulAMAService")
@SecurityRequirement(name = SecuritySchemes.ENTRA)
@SecurityRequirement(name = SecuritySchemes.AZURE)
@APIResponse(
        responseCode = "default",
        description = "What is wrong, in Azure Resource Manager's shape.",
        content = @Content(schema = @Schema(implementation = ErrorBody.class)))
public final class SnapshotResource {

    private final JsonBodies bodies;
    private final CurrentRequest request;
    private final OnlyCluster clusters;
    private final SnapshotWrites writes;

    SnapshotResource(JsonBodies bodies, CurrentRequest request, OnlyCluster clusters, SnapshotWrites writes) {
        this.bodies = bodies;
        this.request = request;
        this.clusters = clusters;
        this.writes = writes;
    }

    @POST
    @Path("/createSnapshot")
    @Operation(operationId = "CreateSnapshot", summary = "Takes a snapshot of the group's cluster")
    @RequestBody(content = @Content(schema = @Schema(implementation = SnapshotRequests.Create.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = SnapshotAnswers.Begun.class)))
    public SnapshotAnswers.Begun create(@BeanParam GroupPath path, InputStream body) throws IOException {
        var asked = SnapshotRequests.create(bodies.read(body));
        return writes.create(scope(path), asked, request.origin());
    }

    @POST
    @Path("/getSnapshot")
    @Operation(operationId = "GetSnapshot", summary = "One snapshot")
    @RequestBody(content = @Content(schema = @Schema(implementation = SnapshotRequests.OnOne.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SnapshotAnswers.One.class)))
    public SnapshotAnswers.One get(@BeanParam GroupPath path, InputStream body) throws IOException {
        var asked = SnapshotRequests.onOne(bodies.read(body));
        return one(cluster(path), asked.snapshotId());
    }

    @POST
    @Path("/listSnapshots")
    @Operation(operationId = "ListSnapshots", summary = "The snapshots of the group's cluster, the oldest first")
    @RequestBody(content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SnapshotAnswers.All.class)))
    public SnapshotAnswers.All list(@BeanParam GroupPath path, InputStream body) throws IOException {
        bodies.read(body); // repeats the path; what it says is ignored, but it has to be sound
        return new SnapshotAnswers.All(
                snapshots(cluster(path)).map(SnapshotProperties::of).toList());
    }

    @POST
    @Path("/renameSnapshot")
    @Operation(operationId = "RenameSnapshot", summary = "Gives a snapshot another name, at once")
    @RequestBody(content = @Content(schema = @Schema(implementation = SnapshotRequests.Rename.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SnapshotAnswers.One.class)))
    public SnapshotAnswers.One rename(@BeanParam GroupPath path, InputStream body) throws IOException {
        var asked = SnapshotRequests.rename(bodies.read(body));
        var renamed = writes.rename(cluster(path), asked, request.origin());
        return one(renamed, asked.snapshotId());
    }

    @POST
    @Path("/deleteSnapshot")
    @Operation(operationId = "DeleteSnapshot", summary = "Deletes a snapshot")
    @RequestBody(content = @Content(schema = @Schema(implementation = SnapshotRequests.OnOne.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OperationResponse.class)))
    public OperationResponse delete(@BeanParam GroupPath path, InputStream body) throws IOException {
        var asked = SnapshotRequests.onOne(bodies.read(body));
        return new OperationResponse(writes.delete(scope(path), asked.snapshotId(), request.origin()));
    }

    @POST
    @Path("/restoreSnapshot")
    @Operation(operationId = "RestoreSnapshot", summary = "Puts the cluster back to what a snapshot holds")
    @RequestBody(content = @Content(schema = @Schema(implementation = SnapshotRequests.Restore.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OperationResponse.class)))
    public OperationResponse restore(@BeanParam GroupPath path, InputStream body) throws IOException {
        var asked = SnapshotRequests.restore(bodies.read(body));
        return new OperationResponse(writes.restore(scope(path), asked, request.origin()));
    }

    private static SnapshotAnswers.One one(ClusterState cluster, String id) {
        return snapshots(cluster)
                .filter(snapshot -> snapshot.getId().equals(id))
                .findFirst()
                .map(snapshot -> new SnapshotAnswers.One(SnapshotProperties.of(snapshot)))
                .orElseThrow(
                        () -> ApiError.of(404, "SnapshotNotFound", "There is no snapshot of this id.", "snapshotId")
                                .asException());
    }

    private static Stream<Snapshot> snapshots(ClusterState cluster) {
        return Documents.of(cluster).stream().flatMap(found -> found.getSnapshots().stream());
    }

    private Scope scope(GroupPath path) {
        return cluster(path).getScope();
    }

    private ClusterState cluster(GroupPath path) {
        return clusters.of(request.group(path));
    }
}
