package io.proconsul.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.proconsul.gateway.config.Configs;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private final Hands time = new Hands();
    private final RateLimits limits = new RateLimits(
            Configs.of(Map.of(
                    "proconsul.gateway.limits.subscription-requests-per-minute", "6",
                    "proconsul.gateway.limits.tenant-requests-per-minute", "9")),
            time);

    /** Time that passes when the test says so. */
    private static final class Hands implements TimeMeter {

        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    @Test
    void aSubscriptionHasItsMinutesWorthAndThenWaits() {
        ask(6, "one");
        assertThat(limits.count("tenant", "one")).hasValueSatisfying(error -> {
            assertThat(error.status()).isEqualTo(429);
            assertThat(error.problem().code()).isEqualTo("TooManyRequests");
            assertThat(error.problem().message()).contains("subscription");
            assertThat(error.retryAfter()).hasValue(Duration.ofSeconds(11));
        });

        time.nanos += Duration.ofSeconds(10).toNanos();

        ask(1, "one");
        assertThat(limits.count("tenant", "one")).isPresent();
    }

    @Test
    void oneSubscriptionDoesNotUseUpAnothersShare() {
        ask(6, "one");
        ask(3, "two");
    }

    @Test
    void allSubscriptionsTogetherHaveTheirTenantsShare() {
        ask(6, "one");
        ask(3, "two");
        assertThat(limits.count("tenant", "two"))
                .hasValueSatisfying(
                        error -> assertThat(error.problem().message()).contains("tenant"));
        assertThat(limits.count("another", "two")).isEmpty();
    }

    @Test
    void letterCaseMakesNoOtherSubscription() {
        ask(6, "ABC");
        assertThat(limits.count("TENANT", "abc")).isPresent();
    }

    private void ask(int times, String subscription) {
        assertThat(IntStream.range(0, times)
                        .filter(i -> limits.count("tenant", subscription).isEmpty())
                        .count())
                .isEqualTo(times);
    }
}
