package io.proconsul.gateway.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.gateway.config.Configs;
import io.proconsul.metering.HourOfUse;
import io.proconsul.metering.price.Tariff;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TariffsTest {

    private static final String PLAN = "proconsul.gateway.billing.plans.on-demand-v2.";
    private static final Map<String, String> PRICES = Map.of(
            PLAN + "hourly", "0.10",
            PLAN + "dimensions.servers.minimum", "1",
            PLAN + "dimensions.servers.tiers[0].up-to", "3",
            PLAN + "dimensions.servers.tiers[0].unit-price", "0.12",
            PLAN + "dimensions.servers.tiers[1].unit-price", "0.09");

    @Test
    void pricesAreThoseConfigured() {
        var use = new HourOfUse(Instant.EPOCH, "on-demand-v2", 1, 5);

        assertThat(tariffs(Map.of()).of("on-demand-v2").charge(use).cost()).isEqualByComparingTo("0.64");
    }

    @Test
    void aPlanWithoutPricesIsFree() {
        assertThat(tariffs(Map.of()).of("public-beta")).isEqualTo(Tariff.FREE);
    }

    @Test
    void pricesThatMakeNoSenseAreRefusedAtTheStart() {
        assertThatThrownBy(() -> tariffs(Map.of(PLAN + "hourly", "-1")))
                .hasMessage("The prices of plan on-demand-v2: Expected no negative price, found -1");
        assertThatThrownBy(() -> tariffs(Map.of(PLAN + "dimensions.servers.tiers[1].up-to", "9")))
                .hasMessageContaining("Expected a last tier without end, found none after unit 9");
        assertThatThrownBy(() -> tariffs(Map.of(PLAN + "dimensions.tokens.tiers[0].unit-price", "1")))
                .hasMessageContaining("Expected a dimension out of servers, found tokens");
    }

    private static Tariffs tariffs(Map<String, String> changes) {
        var settings = new HashMap<>(PRICES);
        settings.putAll(changes);
        return new Tariffs(Configs.of(settings));
    }
}
