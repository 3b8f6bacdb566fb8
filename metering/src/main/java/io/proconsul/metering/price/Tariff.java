package io.proconsul.metering.price;

import io.proconsul.metering.HourOfUse;
import java.math.BigDecimal;
import java.util.List;

/**
 * The prices of one plan.
 *
 * @param hourly for each cluster and each hour of the clock in which it ran, whatever its size
 */
public record Tariff(BigDecimal hourly, List<PricedDimension> dimensions) {

    /** Of a plan that nobody pays for. */
    public static final Tariff FREE = new Tariff(BigDecimal.ZERO, List.of());

    /** @throws IllegalArgumentException for a negative price */
    public Tariff {
        requirePrice(hourly);
        dimensions = List.copyOf(dimensions);
    }

    public Charge charge(HourOfUse use) {
        var flat = hourly.multiply(BigDecimal.valueOf(use.clusters()));
        return new Charge(
                use,
                flat,
                dimensions.stream().map(dimension -> dimension.charge(use)).toList());
    }

    static void requirePrice(BigDecimal price) {
        if (price.signum() < 0) {
            throw new IllegalArgumentException("Expected no negative price, found " + price.toPlainString());
        }
    }
}
