package io.proconsul.gateway.notification;

import io.proconsul.gateway.application.Settlement;
import io.proconsul.gateway.caller.CurrentRequest;
import io.proconsul.gateway.caller.SecuritySchemes;
import io.proconsul.gateway.command.LogUnavailableException;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.error.ErrorBody;
import io.proconsul.gateway.input.ApplicationId;
import io.proconsul.gateway.input.JsonBodies;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The webhook that Azure calls about managed applications (operation 1 of the HCS API). */
@Path("/consulama/{version}/notifications/resource")
@Produces("application/json;charset=utf-8")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "ConsulAMAService")
@SecurityRequirement(name = SecuritySchemes.SIGNATURE)
public final class NotificationResource {

    private final JsonBodies bodies;
    private final CurrentRequest request;
    private final Notifications notifications;
    private final Signatures signatures;

    NotificationResource(
            JsonBodies bodies, CurrentRequest request, Notifications notifications, Signatures signatures) {
        this.bodies = bodies;
        this.request = request;
        this.notifications = notifications;
        this.signatures = signatures;
    }

    @POST
    @Operation(operationId = "ResourceNotification", summary = "Azure tells what became of a managed application")
    @RequestBody(content = @Content(schema = @Schema(implementation = NotificationRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "default",
            description = "What is wrong; Azure repeats the notification after a 5xx only.",
            content = @Content(schema = @Schema(implementation = ErrorBody.class)))
    public Map<String, Object> notify(
            @PathParam("version") String version, @QueryParam("sig") @Nullable String sig, InputStream body)
            throws IOException {
        if (!signatures.accept(sig)) {
            throw ApiError.of(401, "AuthenticationFailed", "Expected a valid sig in the query.", "sig")
                    .asException();
        }
        var notification = Notification.of(bodies.read(body));
        if (!ApplicationId.isValid(notification.applicationId())) {
            throw ApiError.badRequest("InvalidParameter", "Expected " + ApplicationId.RULE + ".", "applicationId")
                    .asException();
        }
        try {
            refusal(notifications.take(notification, request.origin())).ifPresent(error -> {
                throw error.asException();
            });
        } catch (LogUnavailableException e) {
            throw ApiError.unavailable("The notification could not be stored.").asException();
        }
        return Map.of();
    }

    /** 5xx and 429 where Azure shall try again; parameters that describe no cluster stay what they are. */
    private static Optional<ApiError> refusal(Settlement settlement) {
        if (settlement instanceof Settlement.Unreadable) {
            return Optional.of(ApiError.unavailable("The managed application cannot be read at present."));
        } else if (settlement instanceof Settlement.Postponed postponed) {
            return Optional.of(postponed.error());
        } else if (settlement instanceof Settlement.NotThere) {
            return Optional.of(
                    ApiError.of(404, "ResourceNotFound", "There is no such managed application.", "applicationId"));
        } else if (settlement instanceof Settlement.NotOurs) {
            return Optional.of(ApiError.of(
                    403,
                    "AuthorizationFailed",
                    "Expected a managed application that this service publishes, found one of another publisher.",
                    "applicationId"));
        }
        return Optional.empty();
    }
}
