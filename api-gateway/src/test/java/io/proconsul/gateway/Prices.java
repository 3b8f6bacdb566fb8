package io.proconsul.gateway;

import java.util.Map;

/** Plans to test with; nothing here depends on the prices that an installation begins with. */
final class Prices {

    private static final String PLANS = "proconsul.gateway.billing.plans.";

    /** An hour of 3 servers by the plan tiered is 0.8, of 5 servers 0.9; an hour by the plan mites is half a cent. */
    static final Map<String, String> ALL = Map.of(
            PLANS + "tiered.hourly", "0.5",
            PLANS + "tiered.dimensions.servers.minimum", "2",
            PLANS + "tiered.dimensions.servers.tiers[0].up-to", "3",
            PLANS + "tiered.dimensions.servers.tiers[0].unit-price", "0.1",
            PLANS + "tiered.dimensions.servers.tiers[1].unit-price", "0.05",
            PLANS + "mites.hourly", "0.005");

    private Prices() {}
}
