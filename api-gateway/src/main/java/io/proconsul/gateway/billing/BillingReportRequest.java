package io.proconsul.gateway.billing;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which month; subscription and resource group count as the path has them. */
@Schema(name = "GetBillingReportRequest")
public record BillingReportRequest(
        @Nullable String subscriptionId,
        @Nullable String resourceGroup,

        @Schema(examples = "2020/07", pattern = "^\\d{4}/\\d{2}$")
        String month) {}
