package io.proconsul.worker.loop;

import io.proconsul.worker.WorkerConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ties the loop to the application: it starts and stops with it, and the application is as healthy as the loop. */
@Singleton
class WorkerLifecycle {

    private final WorkerConfig config;
    private final Instance<WorkerLoop> loop;
    private final WorkerStatus status;

    WorkerLifecycle(WorkerConfig config, Instance<WorkerLoop> loop, WorkerStatus status) {
        this.config = config;
        this.loop = loop;
        this.status = status;
    }

    void start(@Observes StartupEvent started) {
        if (config.enabled()) {
            loop.get().start();
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        if (config.enabled()) {
            loop.get().stop();
        }
    }

    /** Fails when the loop has died: only a restart helps. */
    @Produces
    @Liveness
    HealthCheck live() {
        return () -> HealthCheckResponse.named("worker-loop")
                .status(!config.enabled() || loop.get().alive())
                .build();
    }

    /** Fails while the topics are missing or the consumer group is not joined. */
    @Produces
    @Readiness
    HealthCheck ready() {
        return () -> {
            var trouble = config.enabled() ? status.trouble() : "";
            var response = HealthCheckResponse.named("tasks").withData("topic", config.topic());
            return trouble.isEmpty()
                    ? response.up().build()
                    : response.down().withData("trouble", trouble).build();
        };
    }
}
