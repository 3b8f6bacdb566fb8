package io.proconsul.gateway.upgrade;

import io.proconsul.gateway.caller.CurrentRequest;
import io.proconsul.gateway.caller.SecuritySchemes;
import io.proconsul.gateway.cluster.OnlyCluster;
import io.proconsul.gateway.error.ErrorBody;
import io.proconsul.gateway.input.GroupPath;
import io.proconsul.gateway.input.JsonBodies;
import io.proconsul.gateway.version.VersionCatalogue;
import io.proconsul.gateway.view.Documents;
import io.proconsul.schemas.ConsulVersion;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The action listConsulUpgradeVersions (operation 7 of the HCS API). */
@Path(GroupPath.PUBLIC + "/listConsulUpgradeVersions")
@Produces("application/json;charset=utf-8")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "ConsulAMAService")
@SecurityRequirement(name = SecuritySchemes.ENTRA)
@SecurityRequirement(name = SecuritySchemes.AZURE)
public final class VersionsResource {

    private final JsonBodies bodies;
    private final CurrentRequest request;
    private final OnlyCluster clusters;
    private final VersionCatalogue catalogue;

    public VersionsResource(
            JsonBodies bodies, CurrentRequest request, OnlyCluster clusters, VersionCatalogue catalogue) {
        this.bodies = bodies;
        this.request = request;
        this.clusters = clusters;
        this.catalogue = catalogue;
    }

    @POST
    @Operation(operationId = "ListConsulUpgradeVersions", summary = "What the group's cluster may be upgraded to")
    @RequestBody(content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = UpgradeVersions.class)))
    @APIResponse(
            responseCode = "default",
            description = "What is wrong, in Azure Resource Manager's shape.",
            content = @Content(schema = @Schema(implementation = ErrorBody.class)))
    public UpgradeVersions list(@BeanParam GroupPath path, InputStream body) throws IOException {
        bodies.read(body); // repeats the path; what it says is ignored, but it has to be sound
        var cluster = clusters.of(request.group(path));
        return UpgradeVersions.of(Documents.of(cluster)
                .map(Documents::runningVersion)
                .flatMap(ConsulVersion::parse)
                .map(catalogue::upgradesFrom)
                .orElse(List.of()));
    }
}
