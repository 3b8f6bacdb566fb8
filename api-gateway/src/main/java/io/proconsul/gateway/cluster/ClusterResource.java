package io.proconsul.gateway.cluster;

import io.proconsul.gateway.caller.CurrentRequest;
import io.proconsul.gateway.caller.SecuritySchemes;
import io.proconsul.gateway.command.Answer;
import io.proconsul.gateway.command.Rejections;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.error.ErrorBody;
import io.proconsul.gateway.input.GroupPath;
import io.proconsul.gateway.input.JsonBodies;
import io.proconsul.gateway.operation.OperationHandle;
import io.proconsul.gateway.page.Pages;
import io.proconsul.gateway.view.Group;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Scope;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The custom resource type consulClusters and the action config (operations 2 to 5 and 9 of the HCS API). */
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
public final class ClusterResource {

    private static final Set<String> UNDER_WAY = Set.of("PENDING", "CREATING");
    private static final Set<String> ENDING = Set.of("DELETING", "DELETED", "ABSENT");

    private final JsonBodies bodies;
    private final CurrentRequest request;
    private final ClusterReads reads;
    private final ClusterWrites writes;
    private final Pages pages;

    public ClusterResource(
            JsonBodies bodies, CurrentRequest request, ClusterReads reads, ClusterWrites writes, Pages pages) {
        this.bodies = bodies;
        this.request = request;
        this.reads = reads;
        this.writes = writes;
        this.pages = pages;
    }

    @GET
    @Path("/consulClusters")
    @Operation(operationId = "ListClusters", summary = "The clusters of a managed resource group, page by page")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ClusterList.class)))
    public ClusterList list(
            @BeanParam GroupPath path,
            @QueryParam(Pages.TOP) @Nullable String top,
            @QueryParam(Pages.SKIP_TOKEN) @Nullable String skipToken) {
        var group = request.group(path);
        var list = "consulClusters|" + group.key();
        var page = reads.list(group, pages.requested(list, top, skipToken));
        return new ClusterList(page.items(), pages.nextLink(list, page).orElse(null));
    }

    @GET
    @Path("/consulClusters/{name}")
    @Operation(operationId = "GetCluster", summary = "One cluster; 202 while it is being created")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ClusterResponse.class)))
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ClusterResponse.class)))
    public Response get(@BeanParam GroupPath path, @PathParam("name") String name) {
        var scope = request.group(path).cluster(name);
        return reads.find(scope)
                .map(state -> shown(state, reads.show(scope, state)).build())
                .orElseThrow(() -> ApiError.notFound("There is no cluster of this name in the resource group.")
                        .asException());
    }

    @PUT
    @Path("/consulClusters/{name}")
    @Operation(operationId = "CreateCluster", summary = "Creates a cluster; repeating the request changes nothing")
    @RequestBody(content = @Content(schema = @Schema(implementation = CreateClusterRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ClusterResponse.class)))
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ClusterResponse.class)))
    public Response create(
            @BeanParam GroupPath path,
            @PathParam("name") String name,
            @HeaderParam(EntityTags.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(EntityTags.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            InputStream body)
            throws IOException {
        var group = request.group(path);
        var scope = group.cluster(name);
        var condition = EntityTags.condition(ifMatch, ifNoneMatch);
        var wanted = writes.wanted(scope, bodies.read(body));
        writes.tooMuchUnderWay(scope).ifPresent(error -> {
            throw error.asException();
        });
        var answer = writes.create(scope, wanted, condition, request.origin());
        if (answer instanceof Answer.Accepted accepted) {
            return begun(scope, wanted.spec(), accepted.state())
                    .header(OperationHandle.HEADER, accepted.operationId())
                    .build();
        }
        return unsettled(answer, group, ClusterResponses.pending(scope, wanted.spec()));
    }

    @DELETE
    @Path("/consulClusters/{name}")
    @Operation(operationId = "DeleteCluster", summary = "Deletes a cluster; 204 if there is none")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "204")
    public Response delete(
            @BeanParam GroupPath path,
            @PathParam("name") String name,
            @HeaderParam(EntityTags.IF_MATCH) @Nullable String ifMatch) {
        var group = request.group(path);
        var scope = group.cluster(name);
        var condition = EntityTags.condition(ifMatch, null);
        var known = reads.find(scope);
        if (known.isEmpty()) {
            return Response.noContent().build();
        }
        var answer = writes.delete(scope, known.get(), condition, request.origin());
        if (answer instanceof Answer.Accepted accepted) {
            return Response.ok(Map.of())
                    .header(OperationHandle.HEADER, accepted.operationId())
                    .build();
        }
        return unsettled(answer, group, Map.of());
    }

    @POST
    @Path("/config")
    @Operation(operationId = "GetConfig", summary = "What a Consul client needs to join the group's cluster")
    @RequestBody(content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConfigResponse.class)))
    public ConfigResponse configuration(@BeanParam GroupPath path, InputStream body) throws IOException {
        bodies.read(body); // repeats the path; what it says is ignored, but it has to be sound
        return reads.configuration(request.group(path));
    }

    /** A creation may wait for the deletion of the cluster's predecessor, which is not what was asked for. */
    private Response.ResponseBuilder begun(Scope scope, ClusterSpec spec, ClusterState state) {
        return ENDING.contains(state.getPhase())
                ? Response.accepted(ClusterResponses.pending(scope, spec))
                : shown(state, reads.show(scope, state));
    }

    private static Response.ResponseBuilder shown(ClusterState state, ClusterResponse cluster) {
        return Response.status(UNDER_WAY.contains(state.getPhase()) ? 202 : 200)
                .header(EntityTags.HEADER, EntityTags.of(state))
                .entity(cluster);
    }

    private static Response unsettled(Answer answer, Group group, Object body) {
        if (answer instanceof Answer.Rejected rejected) {
            throw Rejections.error(rejected.reason()).asException();
        }
        if (answer instanceof Answer.Unavailable unavailable) {
            throw ApiError.unavailable(unavailable.message()).asException();
        }
        var undecided = ((Answer.Undecided) answer).command();
        return Response.accepted(body)
                .header(OperationHandle.HEADER, OperationHandle.of(group, undecided))
                .build();
    }
}
