package io.proconsul.gateway.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.error.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Requests per minute, of each subscription and of each tenant, on this instance. A quiet minute may be followed by a
 * minute's worth at once.
 */
@ApplicationScoped
public class RateLimits {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 100_000;

    private final LoadingCache<String, Bucket> subscriptions;
    private final LoadingCache<String, Bucket> tenants;

    @Inject
    public RateLimits(GatewayConfig config) {
        this(config, TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimits(GatewayConfig config, TimeMeter time) {
        this.subscriptions = buckets(config.limits().subscriptionRequestsPerMinute(), time);
        this.tenants = buckets(config.limits().tenantRequestsPerMinute(), time);
    }

    /** Counts one request; the answer to it if it is one too many. */
    public Optional<ApiError> count(String tenantId, String subscriptionId) {
        var tenant = tenantId.toLowerCase(Locale.ROOT);
        var subscription = subscriptionId.toLowerCase(Locale.ROOT);
        return tooMany(subscriptions.get(tenant + "|" + subscription), "subscription")
                .or(() -> tooMany(tenants.get(tenant), "tenant"));
    }

    private static Optional<ApiError> tooMany(Bucket bucket, String whose) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return Optional.empty();
        }
        var wait = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
        var problem = Problem.of("TooManyRequests", "The %s has sent too many requests.".formatted(whose), null);
        return Optional.of(new ApiError(429, problem, Optional.of(Duration.ofSeconds(wait))));
    }

    private static LoadingCache<String, Bucket> buckets(int perMinute, TimeMeter time) {
        return Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(MINUTE) // by then it is full again
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                        .withCustomTimePrecision(time)
                        .build());
    }
}
