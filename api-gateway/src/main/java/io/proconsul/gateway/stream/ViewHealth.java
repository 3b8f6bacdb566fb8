package io.proconsul.gateway.stream;

import io.proconsul.gateway.view.ClusterView;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the topics exist and the view has caught up with them; alive while something keeps it so. */
@ApplicationScoped
public class ViewHealth {

    private final ClusterView view;
    private final StateFollower follower;

    public ViewHealth(ClusterView view, StateFollower follower) {
        this.view = view;
        this.follower = follower;
    }

    @jakarta.enterprise.inject.Produces
    @Readiness
    HealthCheck current() {
        return () -> HealthCheckResponse.named("cluster view current")
                .status(view.isCurrent())
                .build();
    }

    @jakarta.enterprise.inject.Produces
    @Liveness
    HealthCheck following() {
        return () -> HealthCheckResponse.named("cluster view followed")
                .status(follower.isAlive())
                .build();
    }
}
