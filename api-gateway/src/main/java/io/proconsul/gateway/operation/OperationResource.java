package io.proconsul.gateway.operation;

import io.proconsul.gateway.caller.CurrentRequest;
import io.proconsul.gateway.caller.SecuritySchemes;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.error.ErrorBody;
import io.proconsul.gateway.error.Problem;
import io.proconsul.gateway.input.Fields;
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
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The action operation (operation 8 of the HCS API). */
@Path(GroupPath.PUBLIC + "/operation")
@Produces("application/json;charset=utf-8")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "ConsulAMAService")
@SecurityRequirement(name = SecuritySchemes.ENTRA)
@SecurityRequirement(name = SecuritySchemes.AZURE)
public final class OperationResource {

    private static final List<String> MEMBERS = List.of("subscriptionId", "resourceGroup", "operationId");

    private final JsonBodies bodies;
    private final CurrentRequest request;
    private final Operations operations;

    public OperationResource(JsonBodies bodies, CurrentRequest request, Operations operations) {
        this.bodies = bodies;
        this.request = request;
        this.operations = operations;
    }

    @POST
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "GetOperation",
            summary = "How far an operation is")
    @RequestBody(content = @Content(schema = @Schema(implementation = OperationRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OperationResponse.class)))
    @APIResponse(
            responseCode = "default",
            description = "What is wrong, in Azure Resource Manager's shape.",
            content = @Content(schema = @Schema(implementation = ErrorBody.class)))
    public OperationResponse get(@BeanParam GroupPath path, InputStream body) throws IOException {
        var problems = new ArrayList<Problem>();
        var fields = new Fields(bodies.read(body), "", problems);
        fields.allowOnly(MEMBERS);
        var id = fields.text("operationId").orElse("");
        if (id.isEmpty()) {
            fields.invalid("operationId", "the id of an operation");
        }
        if (!problems.isEmpty()) {
            throw ApiError.invalid(problems).asException();
        }
        return operations
                .find(request.group(path), id)
                .map(OperationResponse::new)
                .orElseThrow(() -> ApiError.notFound("There is no operation of this id in the resource group.")
                        .asException());
    }
}
