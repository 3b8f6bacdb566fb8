package io.proconsul.metering.price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Sums of money as people read them. */
public final class Money {

    private static final int CENTS = 2;

    private Money() {}

    /** Added exactly and rounded once, to cents, half a cent to the even one. */
    public static BigDecimal total(List<Charge> charges) {
        return charges.stream()
                .map(Charge::cost)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(CENTS, RoundingMode.HALF_EVEN);
    }
}
