package io.proconsul.gateway.notification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.gateway.command.Billing;
import java.util.Locale;

/**
 * What Azure says about a managed application. Read tolerantly (MAN-06): whatever is missing is empty, whatever is new
 * is passed over.
 *
 * @param applicationId with its leading slash, which Azure's own samples leave out at times
 */
record Notification(
        String eventType, String provisioningState, String applicationId, String eventTime, Billing billing) {

    static Notification of(ObjectNode body) {
        var id = body.path("applicationId").asText();
        return new Notification(
                word(body.path("eventType").asText()).toUpperCase(Locale.ROOT),
                word(body.path("provisioningState").asText()),
                id.startsWith("/") ? id : "/" + id,
                body.path("eventTime").asText(),
                new Billing(
                        body.path("billingDetails").path("resourceUsageId").asText(),
                        body.path("plan").path("name").asText()));
    }

    private static String word(String text) {
        return text.replaceAll("\\W", "");
    }

    /** Two notifications of the same key are the same (MAN-05). */
    String key() {
        return String.join("|", applicationId.toLowerCase(Locale.ROOT), eventType, provisioningState, eventTime);
    }

    boolean endsApplication() {
        return eventType.equals("DELETE")
                && (provisioningState.equalsIgnoreCase("Deleting") || provisioningState.equalsIgnoreCase("Deleted"));
    }

    boolean tellsBilling() {
        return !billing.equals(Billing.NONE);
    }
}
