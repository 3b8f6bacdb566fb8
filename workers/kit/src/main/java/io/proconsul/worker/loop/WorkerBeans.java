package io.proconsul.worker.loop;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.proconsul.worker.Activity;
import io.proconsul.worker.FailureClassifier;
import io.proconsul.worker.Failures;
import io.proconsul.worker.Preparation;
import io.proconsul.worker.Progress;
import io.proconsul.worker.WorkerConfig;
import io.quarkus.arc.All;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** How a worker is put together: who needs whom is all here. */
@Singleton
class WorkerBeans {

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Failures failures(@All List<FailureClassifier> classifiers) {
        return new Failures(classifiers);
    }

    @Produces
    @Singleton
    WorkerStatus status(MeterRegistry meters) {
        return new WorkerStatus(meters);
    }

    @Produces
    @Singleton
    TaskTelemetry telemetry(MeterRegistry meters, OpenTelemetry openTelemetry) {
        return new TaskTelemetry(meters, openTelemetry);
    }

    @Produces
    @Singleton
    @Typed(Publisher.class)
    Publisher publisher(WorkerConfig config, TaskTelemetry telemetry, Clock clock) {
        return new Publisher(KafkaClients.producer(config), telemetry::propagate, config.name(), clock);
    }

    /** Without a loop there is nobody to tell but the log. */
    @Produces
    @Singleton
    Progress progress(WorkerConfig config, Instance<Publisher> publisher) {
        return config.enabled()
                ? publisher.get()
                : (attempt, message) -> Logger.getLogger(Progress.class).infof("%s: %s", attempt.step(), message);
    }

    @Produces
    @Singleton
    TaskHandler handler(
            WorkerConfig config,
            @All List<Activity<?>> activities,
            Failures failures,
            Publisher publisher,
            TaskTelemetry telemetry,
            Clock clock) {
        return new TaskHandler(
                KafkaClients.tasks(config), new Activities(activities), failures, publisher, telemetry, clock);
    }

    @Produces
    @Singleton
    WorkerLoop loop(
            WorkerConfig config,
            @All List<Preparation> preparations,
            Failures failures,
            TaskHandler handler,
            WorkerStatus status) {
        var lanes = new Lanes(Threads.forTasks(config.concurrency()));
        return new WorkerLoop(
                new Preparations(preparations, failures),
                () -> KafkaClients.consumer(config),
                lanes,
                handler,
                status,
                config);
    }
}
