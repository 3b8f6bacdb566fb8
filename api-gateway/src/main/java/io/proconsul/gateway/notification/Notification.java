package io.proconsul.gateway.notification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.gateway.application.Claim;
import java.util.Locale;

/**
 * What Azure says about a managed application. Read tolerantly (MAN-06): whatever is missing is empty, whatever is new
 * is passed over. What it says of plan and billing is not even read: the application itself has it.
 *
 * @param applicationId with its leading slash, which Azure's own samples leave out at times
 */
record Notification(String eventType, String provisioningState, String applicationId) {

    static Notification of(ObjectNode body) {
        var id = body.path("applicationId").asText();
        return new Notification(
                word(body.path("eventType").asText()).toUpperCase(Locale.ROOT),
                word(body.path("provisioningState").asText()),
                id.startsWith("/") ? id : "/" + id);
    }

    private static String word(String text) {
        return text.replaceAll("\\W", "");
    }

    Claim claim() {
        return switch (eventType) {
            case "PUT", "PATCH" -> Claim.IT_IS_THERE;
            case "DELETE" -> Claim.IT_IS_GONE;
            default -> Claim.ANYTHING;
        };
    }
}
