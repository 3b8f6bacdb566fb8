package io.proconsul.gateway.stream;

import io.proconsul.gateway.billing.UseTable;
import io.proconsul.gateway.view.ClusterTable;
import io.proconsul.gateway.view.TopicView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the topics exist and the views have caught up with them; alive while something keeps them so. */
@ApplicationScoped
public class ViewHealth {

    private final TopicView<?> clusters;
    private final TopicView<?> use;
    private final StateFollower states;
    private final UseFollower events;

    public ViewHealth(ClusterTable clusters, UseTable use, StateFollower states, UseFollower events) {
        this.clusters = clusters;
        this.use = use;
        this.states = states;
        this.events = events;
    }

    @Produces
    @Readiness
    HealthCheck clustersCurrent() {
        return check("cluster view current", clusters::isCurrent);
    }

    @Produces
    @Readiness
    HealthCheck useCurrent() {
        return check("use view current", use::isCurrent);
    }

    @Produces
    @Liveness
    HealthCheck clustersFollowed() {
        return check("cluster view followed", states::isAlive);
    }

    @Produces
    @Liveness
    HealthCheck useFollowed() {
        return check("use view followed", events::isAlive);
    }

    private static HealthCheck check(String name, BooleanSupplier condition) {
        return () ->
                HealthCheckResponse.named(name).status(condition.getAsBoolean()).build();
    }
}
