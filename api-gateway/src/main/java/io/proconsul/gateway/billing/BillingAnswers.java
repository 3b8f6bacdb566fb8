package io.proconsul.gateway.billing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import io.proconsul.gateway.billing.BillingInfo.BilledUsage;
import io.proconsul.gateway.billing.BillingInfo.PlanUsage;
import io.proconsul.gateway.billing.BillingInfo.Prices;
import io.proconsul.gateway.billing.BillingReport.BilledDimension;
import io.proconsul.gateway.billing.BillingReport.BilledItem;
import io.proconsul.gateway.billing.BillingReport.BilledTier;
import io.proconsul.metering.TimeFrame;
import io.proconsul.metering.price.Charge;
import io.proconsul.metering.price.Money;
import io.proconsul.metering.price.PricedDimension;
import io.proconsul.metering.price.Tariff;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;

/** How use and prices look to clients of the HCS API. */
final class BillingAnswers {

    private BillingAnswers() {}

    static Prices prices(Tariff tariff) {
        return new Prices(
                tariff.hourly(),
                tariff.dimensions().stream().map(BillingAnswers::dimension).toList());
    }

    static BilledUsage usage(TimeFrame frame, List<Charge> charges) {
        var hours = charges.stream()
                .map(Charge::use)
                .collect(groupingBy(use -> use.plan(), TreeMap::new, summingLong(use -> use.clusters())));
        return new BilledUsage(
                frame.start().toString(),
                frame.end().toString(),
                Money.total(charges),
                hours.entrySet().stream()
                        .map(plan -> new PlanUsage(plan.getKey(), BigDecimal.valueOf(plan.getValue())))
                        .toList());
    }

    static BilledItem item(Charge charge) {
        var use = charge.use();
        return new BilledItem(
                use.start().toString(),
                use.end().toString(),
                use.plan(),
                charge.cost(),
                charge.dimensions().stream().map(BillingAnswers::billed).toList());
    }

    private static BillingInfo.PriceDimension dimension(PricedDimension dimension) {
        return new BillingInfo.PriceDimension(
                dimension.dimension().label(),
                dimension.minimum(),
                dimension.tiers().stream()
                        .map(tier -> new BillingInfo.PriceTier(tier.label(), tier.unitPrice()))
                        .toList());
    }

    private static BilledDimension billed(Charge.ChargedDimension dimension) {
        return new BilledDimension(
                dimension.name(),
                dimension.tiers().stream()
                        .map(tier -> new BilledTier(tier.label(), tier.units()))
                        .toList());
    }
}
