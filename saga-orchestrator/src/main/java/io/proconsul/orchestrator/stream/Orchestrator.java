package io.proconsul.orchestrator.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.proconsul.orchestrator.cluster.ClusterSagas;
import io.proconsul.orchestrator.config.OrchestratorConfig;
import io.proconsul.schemas.ConsulVersion;
import io.proconsul.schemas.SchemaRegistries;
import io.proconsul.schemas.SchemaRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops what turns: the topology and the delay forwarder, once Kafka has what they need. */
@Startup
@ApplicationScoped
public class Orchestrator {
    private static final Logger LOG = LoggerFactory.getLogger(Orchestrator.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** Its partitions go to others when it stops, and not when its session is over. */
    private static final CloseOptions LEAVE_AT_ONCE = CloseOptions.timeout(Duration.ofSeconds(10))
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);

    private final OrchestratorConfig config;
    private final List<ConsulVersion> offered;
    private final MeterRegistry meters;
    private final KafkaSettings settings;
    private final SchemaRegistry registry;
    private final Prerequisites prerequisites;
    private final Thread starter = new Thread(this::start, "orchestrator-start");
    private final RestoreProgress restore = new RestoreProgress();
    private final ThreadReplacement replacement = new ThreadReplacement(InstantSource.system());
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile String problem = "";
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable ForwarderThread forwarder;

    Orchestrator(
            OrchestratorConfig config,
            MeterRegistry meters,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "schema.registry.url") String registryUrl) {
        this.config = config;
        this.offered = config.consulVersions().orElse(List.of()).stream()
                .map(Orchestrator::version)
                .toList();
        this.meters = meters;
        this.settings = new KafkaSettings(config, bootstrapServers);
        this.registry = SchemaRegistries.of(Map.of("schema.registry.url", registryUrl));
        this.prerequisites = new Prerequisites(Path.of(config.stateDir()), settings.admin(), registry);
        starter.start();
    }

    private static ConsulVersion version(String text) {
        return ConsulVersion.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected versions of Consul such as v1.21.4 in proconsul.orchestrator.consul-versions, found "
                                + text));
    }

    private void start() {
        if (awaitPrerequisites()) {
            turn(prerequisites.instance());
        }
    }

    private void turn(InstanceId instance) {
        var pace = new SagaProcessor.Pace(config.wakeCheck(), config.commitCheck(), config.viewInterval());
        var pacers = new Pacers();
        var suspects = new Suspects();
        var shared = new SagaProcessor.Shared(
                pace, pacers, suspects, new SagaMeters(meters, InstantSource.system()), offered);
        var topology = new SagaTopology(ClusterSagas.withProvided(), registry, config.stateOnDisk(), shared).build();
        var starting = new KafkaStreams(
                topology, settings.streams(instance, suspects, pacers), settings.clients(instance, pacers));
        starting.setUncaughtExceptionHandler(replacement);
        starting.setGlobalStateRestoreListener(restore);
        new KafkaStreamsMetrics(starting).bindTo(meters);
        streams = starting;
        starting.start();
        var forwarding = new ForwarderThread(() -> new ForwarderOnKafka(settings, instance, registry));
        forwarder = forwarding;
        forwarding.start();
    }

    /** What is missing may come up after us, or be mended: until then we are alive but not ready. */
    private boolean awaitPrerequisites() {
        try {
            do {
                var missing = prerequisites.missing();
                if (missing.isEmpty()) {
                    problem = "";
                    return true;
                }
                if (!missing.get().equals(problem)) {
                    LOG.warn("not ready: {}", missing.get());
                }
                problem = missing.get();
            } while (!stopping.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    boolean ready() {
        var running = streams;
        var forwarding = forwarder;
        return running != null
                && running.state() == KafkaStreams.State.RUNNING
                && forwarding != null
                && forwarding.turning();
    }

    /** What the streams are doing, in Kafka's own word; STARTING before they exist. */
    String state() {
        var running = streams;
        return running == null ? "STARTING" : running.state().name();
    }

    /** What start-up waits for, in words; empty once it has it. */
    String problem() {
        return problem;
    }

    /** Records left to read of each changelog that is being restored. */
    Map<String, Long> restoring() {
        return restore.remaining();
    }

    @Nullable KafkaStreams streams() {
        return streams;
    }

    boolean broken() {
        var running = streams;
        return running != null && running.state().hasStartedOrFinishedShuttingDown() && stopping.getCount() > 0;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
        starter.interrupt();
        replacement.close();
        var forwarding = forwarder;
        if (forwarding != null) {
            forwarding.close();
        }
        var running = streams;
        if (running != null) {
            running.close(LEAVE_AT_ONCE);
        }
        prerequisites.close();
    }
}
