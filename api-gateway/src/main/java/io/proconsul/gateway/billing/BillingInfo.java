package io.proconsul.gateway.billing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an application is billed by, and for what so far.
 *
 * @param currentSettings absent if no cluster is billed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "GetBillingInfoResponse")
public record BillingInfo(@Nullable BillingSettings currentSettings, CurrentUsage usage) {

    /** @param activeSince when the cluster started, in RFC 3339; absent until it has */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "BillingSettings")
    public record BillingSettings(String plan, @Nullable String activeSince, Prices prices) {}

    /** @param hourly for each cluster and hour of the clock */
    @Schema(name = "Prices")
    public record Prices(BigDecimal hourly, List<PriceDimension> dimensions) {}

    /** @param minimum of units that are charged in an hour */
    @Schema(name = "PriceDimension")
    public record PriceDimension(String name, int minimum, List<PriceTier> tiers) {}

    @Schema(name = "PriceTier")
    public record PriceTier(String label, BigDecimal unitPrice) {}

    @Schema(name = "CurrentUsage")
    public record CurrentUsage(CurrentUsagePeriods timePeriod) {}

    @Schema(name = "CurrentUsagePeriods")
    public record CurrentUsagePeriods(BilledUsage today, BilledUsage thisMonth) {}

    /** @param cost of the whole time so far, in cents at the most */
    @Schema(name = "BilledUsage")
    public record BilledUsage(String start, String end, BigDecimal cost, List<PlanUsage> details) {}

    /** @param hours of the clock, for each cluster that ran in them */
    @Schema(name = "PlanUsage")
    public record PlanUsage(String plan, BigDecimal hours) {}
}
