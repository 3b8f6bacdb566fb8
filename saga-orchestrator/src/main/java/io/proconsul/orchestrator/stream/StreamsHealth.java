package io.proconsul.orchestrator.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when stores are restored and both parts turn, and until then with the reason; alive unless the streams have
 * given up.
 */
@ApplicationScoped
public class StreamsHealth {
    private final Orchestrator orchestrator;

    StreamsHealth(Orchestrator orchestrator) {
        this.orchestrator = orchestrator;
    }

    @Produces
    @Readiness
    HealthCheck ready() {
        return () -> {
            var response = HealthCheckResponse.named("saga streams").withData("state", orchestrator.state());
            var problem = orchestrator.problem();
            if (!problem.isEmpty()) {
                response.withData("problem", problem);
            }
            orchestrator.restoring().forEach((changelog, left) -> response.withData("restoring " + changelog, left));
            return response.status(orchestrator.ready()).build();
        };
    }

    @Produces
    @Liveness
    HealthCheck alive() {
        return () -> HealthCheckResponse.named("saga streams")
                .withData("state", orchestrator.state())
                .status(!orchestrator.broken())
                .build();
    }
}
