package io.proconsul.metering.price;

import io.proconsul.metering.HourOfUse;
import java.math.BigDecimal;
import java.util.List;

/**
 * What an hour of use costs, and why.
 *
 * @param flat what does not depend on any dimension
 */
public record Charge(HourOfUse use, BigDecimal flat, List<ChargedDimension> dimensions) {

    public record ChargedDimension(String name, List<ChargedTier> tiers) {}

    public record ChargedTier(String label, int units, BigDecimal unitPrice) {

        BigDecimal cost() {
            return unitPrice.multiply(BigDecimal.valueOf(units));
        }
    }

    /** Exact: with as many decimals as the prices have. */
    public BigDecimal cost() {
        return dimensions.stream()
                .flatMap(dimension -> dimension.tiers().stream())
                .map(ChargedTier::cost)
                .reduce(flat, BigDecimal::add);
    }
}
