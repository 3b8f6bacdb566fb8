package io.proconsul.gateway.billing;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.proconsul.gateway.config.BillingConfig;
import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.metering.price.Dimension;
import io.proconsul.metering.price.PriceTier;
import io.proconsul.metering.price.PricedDimension;
import io.proconsul.metering.price.Tariff;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The prices of the plans, as configured. */
@Startup
@ApplicationScoped
public class Tariffs {

    private final Map<String, Tariff> byPlan;

    /** @throws IllegalArgumentException if something has no price, two, or one that makes no sense */
    public Tariffs(GatewayConfig config) {
        this.byPlan = config.billing().plans().entrySet().stream()
                .collect(toUnmodifiableMap(Map.Entry::getKey, plan -> tariff(plan.getKey(), plan.getValue())));
    }

    /** Free for a plan that has no prices. */
    Tariff of(String plan) {
        return byPlan.getOrDefault(plan, Tariff.FREE);
    }

    private static Tariff tariff(String name, BillingConfig.Plan plan) {
        try {
            return new Tariff(
                    plan.hourly(),
                    plan.dimensions().entrySet().stream()
                            .map(dimension -> priced(dimension.getKey(), dimension.getValue()))
                            .toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The prices of plan %s: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static PricedDimension priced(String label, BillingConfig.Dimension dimension) {
        var counted = Dimension.labelled(label)
                .orElseThrow(() -> new IllegalArgumentException("Expected a dimension out of %s, found %s"
                        .formatted(String.join(", ", Dimension.labels()), label)));
        return new PricedDimension(counted, dimension.minimum(), tiers(dimension.tiers()));
    }

    private static List<PriceTier> tiers(List<BillingConfig.Tier> configured) {
        var tiers = new ArrayList<PriceTier>();
        int first = 1;
        for (var tier : configured) {
            int last = tier.upTo().orElse(PriceTier.OPEN);
            tiers.add(new PriceTier(first, last, tier.unitPrice()));
            first = last == PriceTier.OPEN ? first : last + 1;
        }
        return tiers;
    }
}
