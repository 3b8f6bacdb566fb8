package io.proconsul.metering.price;

import io.proconsul.metering.HourOfUse;
import io.proconsul.metering.price.Charge.ChargedDimension;
import io.proconsul.metering.price.Charge.ChargedTier;
import java.util.List;

/**
 * What the units of a dimension cost, the more the less: each unit by the tier that it is in.
 *
 * @param minimum of units that are charged in an hour of use
 * @param tiers from unit 1 on and without gaps, the last without end
 */
public record PricedDimension(Dimension dimension, int minimum, List<PriceTier> tiers) {

    /** @throws IllegalArgumentException if some number of units would have no price, or two */
    public PricedDimension {
        tiers = List.copyOf(tiers);
        if (minimum < 0) {
            throw new IllegalArgumentException("Expected no negative minimum, found " + minimum);
        }
        int next = 1;
        for (var tier : tiers) {
            if (tier.first() != next) {
                throw new IllegalArgumentException(
                        "Expected a tier that begins with unit %d, found %s".formatted(next, tier.label()));
            }
            next = tier.last() == PriceTier.OPEN ? 0 : tier.last() + 1;
        }
        if (next != 0) {
            throw new IllegalArgumentException("Expected a last tier without end, found none after unit " + (next - 1));
        }
    }

    /** Only the tiers that were reached. */
    ChargedDimension charge(HourOfUse use) {
        int units = Math.max(minimum, dimension.units(use));
        var reached = tiers.stream()
                .filter(tier -> tier.unitsOf(units) > 0)
                .map(tier -> new ChargedTier(tier.label(), tier.unitsOf(units), tier.unitPrice()))
                .toList();
        return new ChargedDimension(dimension.label(), reached);
    }
}
