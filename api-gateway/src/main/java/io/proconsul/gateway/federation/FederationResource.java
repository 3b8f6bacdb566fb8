package io.proconsul.gateway.federation;

import io.proconsul.gateway.caller.CurrentRequest;
import io.proconsul.gateway.caller.SecuritySchemes;
import io.proconsul.gateway.error.ErrorBody;
import io.proconsul.gateway.input.GroupPath;
import io.proconsul.gateway.input.JsonBodies;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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

/** The actions createFederationToken and getFederation (operations 17 and 18 of the HCS API). */
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
public final class FederationResource {

    private final JsonBodies bodies;
    private final CurrentRequest request;
    private final Federations federations;

    public FederationResource(JsonBodies bodies, CurrentRequest request, Federations federations) {
        this.bodies = bodies;
        this.request = request;
        this.federations = federations;
    }

    @POST
    @Path("/createFederationToken")
    @Operation(
            operationId = "CreateFederationToken",
            summary = "A token with which other clusters join the group's cluster, for two hours")
    @RequestBody(content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = FederationTokenResponse.class)))
    public FederationTokenResponse createToken(@BeanParam GroupPath path, InputStream body) throws IOException {
        bodies.read(body); // repeats the path; what it says is ignored, but it has to be sound
        return new FederationTokenResponse(federations.createToken(request.group(path)));
    }

    @POST
    @Path("/getFederation")
    @Operation(
            operationId = "GetFederation",
            summary = "The federation that the group's cluster is in; 400 if it is in none")
    @RequestBody(content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FederationResponse.class)))
    public FederationResponse get(@BeanParam GroupPath path, InputStream body) throws IOException {
        bodies.read(body); // see above
        return federations.of(request.group(path));
    }
}
