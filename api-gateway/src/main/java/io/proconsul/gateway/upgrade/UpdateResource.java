package io.proconsul.gateway.upgrade;

import io.proconsul.gateway.caller.CurrentRequest;
import io.proconsul.gateway.caller.SecuritySchemes;
import io.proconsul.gateway.cluster.EntityTags;
import io.proconsul.gateway.cluster.OnlyCluster;
import io.proconsul.gateway.error.ErrorBody;
import io.proconsul.gateway.input.GroupPath;
import io.proconsul.gateway.input.JsonBodies;
import io.proconsul.gateway.operation.OperationResponse;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The action update (operation 6 of the HCS API). Never 202. */
@Path(GroupPath.PUBLIC + "/update")
@Produces("application/json;charset=utf-8")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "ConsulAMAService")
@SecurityRequirement(name = SecuritySchemes.ENTRA)
@SecurityRequirement(name = SecuritySchemes.AZURE)
public final class UpdateResource {

    private final JsonBodies bodies;
    private final CurrentRequest request;
    private final OnlyCluster clusters;
    private final ClusterUpdates updates;

    UpdateResource(JsonBodies bodies, CurrentRequest request, OnlyCluster clusters, ClusterUpdates updates) {
        this.bodies = bodies;
        this.request = request;
        this.clusters = clusters;
        this.updates = updates;
    }

    @POST
    @Operation(
            operationId = "UpdateCluster",
            summary =
                    "Takes the group's cluster to another version of Consul, its audit log elsewhere, its upkeep to another policy or window, or gives it more servers")
    @RequestBody(content = @Content(schema = @Schema(implementation = UpdateRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OperationResponse.class)))
    @APIResponse(
            responseCode = "default",
            description = "What is wrong, in Azure Resource Manager's shape.",
            content = @Content(schema = @Schema(implementation = ErrorBody.class)))
    public OperationResponse update(
            @BeanParam GroupPath path, @HeaderParam(EntityTags.IF_MATCH) @Nullable String ifMatch, InputStream body)
            throws IOException {
        var wanted = bodies.read(body);
        var condition = EntityTags.condition(ifMatch, null);
        var cluster = clusters.runningIn(request.group(path));
        return new OperationResponse(updates.begin(cluster, wanted, condition, request.origin()));
    }
}
