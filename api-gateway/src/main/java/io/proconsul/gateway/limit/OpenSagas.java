package io.proconsul.gateway.limit;

import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.error.Problem;
import io.proconsul.gateway.view.ClusterView;
import io.proconsul.gateway.view.UnderWay;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many clusters of one subscription, and of one tenant, may have work under way when another one is to begin. What
 * ends a cluster is never held up.
 */
@ApplicationScoped
public class OpenSagas {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    private final ClusterView view;
    private final GatewayConfig.Limits limits;

    public OpenSagas(ClusterView view, GatewayConfig config) {
        this.view = view;
        this.limits = config.limits();
    }

    /** The answer to a request that would begin one too many; a cluster that has work under way already may repeat it. */
    public Optional<ApiError> admit(Scope scope) {
        if (view.find(scope).filter(UnderWay::in).isPresent()) {
            return Optional.empty();
        }
        return full("subscription", ofSubscription(scope), limits.subscriptionOpenSagas())
                .or(() -> full("tenant", view.underWayOf(scope.getTenantId()), limits.tenantOpenSagas()));
    }

    private Stream<ClusterState> ofSubscription(Scope scope) {
        return view.underWayOf(scope.getTenantId())
                .filter(state -> state.getScope().getSubscriptionId().equalsIgnoreCase(scope.getSubscriptionId()));
    }

    private static Optional<ApiError> full(String whose, Stream<ClusterState> clusters, int limit) {
        return clusters.limit(limit).count() < limit
                ? Optional.empty()
                : Optional.of(new ApiError(
                        429,
                        Problem.of(
                                "TooManyOperations",
                                "The %s has %d operations under way, which is the limit.".formatted(whose, limit),
                                null),
                        Optional.of(TRY_AGAIN)));
    }
}
