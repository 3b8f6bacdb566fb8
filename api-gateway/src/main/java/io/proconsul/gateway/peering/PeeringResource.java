package io.proconsul.gateway.peering;

import io.proconsul.gateway.caller.CurrentRequest;
import io.proconsul.gateway.caller.SecuritySchemes;
import io.proconsul.gateway.cluster.OnlyCluster;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.error.ErrorBody;
import io.proconsul.gateway.input.GroupPath;
import io.proconsul.gateway.input.JsonBodies;
import io.proconsul.gateway.operation.OperationResponse;
import io.proconsul.gateway.view.Documents;
import io.proconsul.wire.Scope;
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

/** The actions on peerings, each of the group's one cluster: ours, in the manner of the HCS API. Never 202. */
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
public final class PeeringResource {

    private final JsonBodies bodies;
    private final CurrentRequest request;
    private final OnlyCluster clusters;
    private final PeeringWrites writes;

    PeeringResource(JsonBodies bodies, CurrentRequest request, OnlyCluster clusters, PeeringWrites writes) {
        this.bodies = bodies;
        this.request = request;
        this.clusters = clusters;
        this.writes = writes;
    }

    @POST
    @Path("/createPeering")
    @Operation(
            operationId = "CreatePeering",
            summary =
                    "Peers the network of the group's cluster with one of its owner's, or looks at that peering again")
    @RequestBody(content = @Content(schema = @Schema(implementation = PeeringRequests.Create.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = PeeringAnswers.Begun.class)))
    public PeeringAnswers.Begun create(@BeanParam GroupPath path, InputStream body) throws IOException {
        var asked = PeeringRequests.create(bodies.read(body));
        return writes.create(scope(path), asked.remoteVirtualNetworkId(), request.origin());
    }

    @POST
    @Path("/getPeering")
    @Operation(operationId = "GetPeering", summary = "One peering")
    @RequestBody(content = @Content(schema = @Schema(implementation = PeeringRequests.OnOne.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PeeringAnswers.One.class)))
    public PeeringAnswers.One get(@BeanParam GroupPath path, InputStream body) throws IOException {
        var asked = PeeringRequests.onOne(bodies.read(body));
        return peerings(path)
                .filter(peering -> peering.id().equals(asked.peeringId()))
                .findFirst()
                .map(PeeringAnswers.One::new)
                .orElseThrow(() -> ApiError.of(404, "PeeringNotFound", "There is no peering of this id.", "peeringId")
                        .asException());
    }

    @POST
    @Path("/listPeerings")
    @Operation(operationId = "ListPeerings", summary = "The peerings of the group's cluster, the oldest first")
    @RequestBody(content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PeeringAnswers.All.class)))
    public PeeringAnswers.All list(@BeanParam GroupPath path, InputStream body) throws IOException {
        bodies.read(body); // repeats the path; what it says is ignored, but it has to be sound
        return new PeeringAnswers.All(peerings(path).toList());
    }

    @POST
    @Path("/deletePeering")
    @Operation(operationId = "DeletePeering", summary = "Parts the networks again")
    @RequestBody(content = @Content(schema = @Schema(implementation = PeeringRequests.OnOne.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OperationResponse.class)))
    public OperationResponse delete(@BeanParam GroupPath path, InputStream body) throws IOException {
        var asked = PeeringRequests.onOne(bodies.read(body));
        return new OperationResponse(writes.delete(scope(path), asked.peeringId(), request.origin()));
    }

    private Scope scope(GroupPath path) {
        return clusters.of(request.group(path)).getScope();
    }

    private Stream<PeeringProperties> peerings(GroupPath path) {
        var state = clusters.of(request.group(path));
        return Documents.of(state).stream().flatMap(cluster -> cluster.getPeerings().stream()
                .map(peering -> PeeringProperties.of(cluster, peering)));
    }
}
