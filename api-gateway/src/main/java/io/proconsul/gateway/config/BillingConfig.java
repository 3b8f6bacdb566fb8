package io.proconsul.gateway.config;

import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What use costs, under {@code proconsul.gateway.billing}. All prices are of one currency, which nothing here names. */
public interface BillingConfig {

    /** By the plan's name in the Marketplace. A plan that is not here costs nothing, and its hours are still shown. */
    Map<String, Plan> plans();

    interface Plan {

        /** For each cluster and each hour of the clock in which it ran. */
        BigDecimal hourly();

        /** What else is charged, by what is counted: {@code servers}. */
        Map<String, Dimension> dimensions();
    }

    interface Dimension {

        /** The fewest units that are charged in an hour of use. */
        @WithDefault("0")
        int minimum();

        /** The first tier first. */
        List<Tier> tiers();
    }

    interface Tier {

        /** The last unit of the tier; none for the last tier. */
        OptionalInt upTo();

        /** For one unit in one hour. */
        BigDecimal unitPrice();
    }
}
