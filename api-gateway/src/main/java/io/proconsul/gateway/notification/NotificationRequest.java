package io.proconsul.gateway.notification;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a notification; more members may come. */
@Schema(name = "ResourceNotificationRequest")
public record NotificationRequest(
        String eventType,
        String applicationId,
        @Nullable String eventTime,
        String provisioningState,
        @Nullable String applicationDefinitionId,
        @Nullable BillingDetails billingDetails,
        @Nullable Plan plan) {

    @Schema(name = "BillingDetails")
    public record BillingDetails(String resourceUsageId) {}

    @Schema(name = "Plan")
    public record Plan(String publisher, String product, String name, String version) {}
}
