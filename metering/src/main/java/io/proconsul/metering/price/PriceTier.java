package io.proconsul.metering.price;

import java.math.BigDecimal;

/**
 * The units from one to another of an hour, and what each of them costs.
 *
 * @param first the first unit of the tier; units are counted from 1
 * @param last {@link #OPEN} for a tier without end
 * @param unitPrice for one unit in one hour
 */
public record PriceTier(int first, int last, BigDecimal unitPrice) {

    public static final int OPEN = Integer.MAX_VALUE;

    /** @throws IllegalArgumentException for a tier without units, or for a negative price */
    public PriceTier {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException(
                    "Expected a tier that ends at %d or above, found %d".formatted(Math.max(first, 1), last));
        }
        Tariff.requirePrice(unitPrice);
    }

    /** Such as 1-50, or 51+ for a tier without end. */
    public String label() {
        return last == OPEN ? first + "+" : first + "-" + last;
    }

    /** How many of so many units are in this tier. */
    int unitsOf(int units) {
        return units < first ? 0 : Math.min(units, last) - first + 1;
    }
}
