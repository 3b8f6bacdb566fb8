package io.proconsul.gateway.token;

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

/** The action createToken (operation 10 of the HCS API). */
@Path(GroupPath.PUBLIC + "/createToken")
@Produces("application/json;charset=utf-8")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "ConsulAMAService")
@SecurityRequirement(name = SecuritySchemes.ENTRA)
@SecurityRequirement(name = SecuritySchemes.AZURE)
public final class TokenResource {

    private final JsonBodies bodies;
    private final CurrentRequest request;
    private final UserTokens tokens;

    public TokenResource(JsonBodies bodies, CurrentRequest request, UserTokens tokens) {
        this.bodies = bodies;
        this.request = request;
        this.tokens = tokens;
    }

    @POST
    @Operation(
            operationId = "CreateToken",
            summary = "A new management token of the group's cluster; the one given before is invalid from then on")
    @RequestBody(content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TokenResponse.class)))
    @APIResponse(
            responseCode = "default",
            description = "What is wrong, in Azure Resource Manager's shape.",
            content = @Content(schema = @Schema(implementation = ErrorBody.class)))
    public TokenResponse create(@BeanParam GroupPath path, InputStream body) throws IOException {
        bodies.read(body); // repeats the path; what it says is ignored, but it has to be sound
        return new TokenResponse(tokens.create(request.group(path), request.origin()));
    }
}
