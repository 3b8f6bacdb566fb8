package io.proconsul.gateway.application;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Not well while lost notifications go unnoticed; requests are served all the same. */
@Wellness
@ApplicationScoped
public class ReconciliationHealth implements HealthCheck {

    private final Reconciler reconciler;

    public ReconciliationHealth(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("applications reconciled")
                .status(reconciler.isCurrent())
                .build();
    }
}
