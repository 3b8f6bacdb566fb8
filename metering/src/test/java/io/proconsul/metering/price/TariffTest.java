package io.proconsul.metering.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.proconsul.metering.HourOfUse;
import io.proconsul.metering.price.Charge.ChargedTier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TariffTest {

    private static final List<PriceTier> TIERS =
            List.of(tier(1, 50, "0.022"), tier(51, 250, "0.018"), tier(251, PriceTier.OPEN, "0.014"));
    private static final Tariff TARIFF =
            new Tariff(new BigDecimal("0.5"), List.of(new PricedDimension(Dimension.SERVERS, 2, TIERS)));

    @Test
    void eachUnitIsChargedByTheTierThatItIsIn() {
        var charge = TARIFF.charge(use(1, 260));

        assertThat(charge.cost()).isEqualByComparingTo("5.34"); // 0.5 + 50 x .022 + 200 x .018 + 10 x .014
        assertThat(charge.dimensions()).hasSize(1);
        assertThat(charge.dimensions().get(0).name()).isEqualTo("servers");
        assertThat(charge.dimensions().get(0).tiers())
                .extracting(ChargedTier::label, ChargedTier::units)
                .containsExactly(tuple("1-50", 50), tuple("51-250", 200), tuple("251+", 10));
    }

    @Test
    void tiersThatWereNotReachedAreNotListed() {
        assertThat(TARIFF.charge(use(1, 50)).dimensions().get(0).tiers())
                .extracting(ChargedTier::label)
                .containsExactly("1-50");
    }

    @Test
    void theFlatFeeIsForEachCluster() {
        assertThat(TARIFF.charge(use(2, 2)).cost()).isEqualByComparingTo("1.044");
    }

    @Test
    void theMinimumIsChargedIfLessWasUsed() {
        assertThat(TARIFF.charge(use(1, 1)).cost()).isEqualByComparingTo("0.544");
    }

    @Test
    void aFreePlanCostsNothing() {
        assertThat(Tariff.FREE.charge(use(3, 15)).cost()).isEqualByComparingTo("0");
        assertThat(Money.total(List.of())).isEqualTo("0.00");
    }

    @Test
    void aSumIsRoundedOnceAndToTheEvenCent() {
        var thirdOfACent = new Tariff(new BigDecimal("0.003"), List.of()).charge(use(1, 0));
        var half = new Tariff(new BigDecimal("0.005"), List.of()).charge(use(1, 0));

        assertThat(Money.total(Collections.nCopies(3, thirdOfACent))).isEqualTo("0.01");
        assertThat(Money.total(List.of(half))).isEqualTo("0.00");
        assertThat(Money.total(Collections.nCopies(3, half))).isEqualTo("0.02");
    }

    @Test
    void pricesThatDoNotFitTogetherAreRefused() {
        assertThatThrownBy(() -> dimension(0, tier(1, 3, "1"), tier(5, PriceTier.OPEN, "1")))
                .hasMessage("Expected a tier that begins with unit 4, found 5+");
        assertThatThrownBy(() -> dimension(0, tier(1, 3, "1")))
                .hasMessage("Expected a last tier without end, found none after unit 3");
        assertThatThrownBy(() -> dimension(0, tier(1, PriceTier.OPEN, "1"), tier(5, 6, "1")))
                .hasMessageContaining("5-6");
        assertThatThrownBy(() -> dimension(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dimension(-1, tier(1, PriceTier.OPEN, "1"))).hasMessageContaining("-1");
        assertThatThrownBy(() -> tier(4, 3, "1")).hasMessage("Expected a tier that ends at 4 or above, found 3");
        assertThatThrownBy(() -> tier(1, 3, "-0.1")).hasMessage("Expected no negative price, found -0.1");
        assertThatThrownBy(() -> new Tariff(new BigDecimal("-1"), List.of())).hasMessageContaining("-1");
    }

    @Property
    void everyUnitIsInOneTier(@ForAll @IntRange(min = 2, max = 1000) int units) {
        var tiers = TARIFF.charge(use(1, units)).dimensions().get(0).tiers();

        assertThat(tiers.stream().mapToInt(ChargedTier::units).sum()).isEqualTo(units);
    }

    @Property
    void theSumOfParts(
            @ForAll List<@IntRange(min = 1, max = 400) Integer> some,
            @ForAll List<@IntRange(min = 1, max = 400) Integer> others) {
        var one = charges(some);
        var other = charges(others);
        var exact = one.stream()
                .map(Charge::cost)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .add(other.stream().map(Charge::cost).reduce(BigDecimal.ZERO, BigDecimal::add));
        var all = new ArrayList<>(one);
        all.addAll(other);

        assertThat(Money.total(all).subtract(exact).abs()).isLessThanOrEqualTo(new BigDecimal("0.005"));
    }

    private static List<Charge> charges(List<Integer> servers) {
        return servers.stream().map(units -> TARIFF.charge(use(1, units))).toList();
    }

    private static PricedDimension dimension(int minimum, PriceTier... tiers) {
        return new PricedDimension(Dimension.SERVERS, minimum, List.of(tiers));
    }

    private static PriceTier tier(int first, int last, String price) {
        return new PriceTier(first, last, new BigDecimal(price));
    }

    private static HourOfUse use(int clusters, int servers) {
        return new HourOfUse(Instant.parse("2020-07-01T10:00:00Z"), "plan", clusters, servers);
    }
}
