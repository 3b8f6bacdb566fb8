package io.proconsul.gateway.billing;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was billed in a month: an entry for each hour and plan, in their order. */
@Schema(name = "GetBillingReportResponse")
public record BillingReport(List<BilledItem> usage) {

    /** @param cost exact, not rounded: sums of it are */
    @Schema(name = "BilledItem")
    public record BilledItem(
            String start, String end, String plan, BigDecimal cost, List<BilledDimension> dimensions) {}

    @Schema(name = "BilledDimension")
    public record BilledDimension(String name, List<BilledTier> tiers) {}

    @Schema(name = "BilledTier")
    public record BilledTier(String label, int units) {}
}
