package io.proconsul.orchestrator.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.proconsul.orchestrator.cluster.ClusterSagas;
import io.proconsul.orchestrator.config.OrchestratorConfig;
import io.proconsul.schemas.KafkaRequirements;
import io.proconsul.schemas.SchemaRegistries;
import io.proconsul.schemas.SchemaRegistry;
import io.proconsul.schemas.Topic;
import io.proconsul.schemas.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops what turns: the topology and the delay forwarder, once Kafka has what they need. */
@Startup
@ApplicationScoped
public class Orchestrator {
    private static final Logger LOG = LoggerFactory.getLogger(Orchestrator.class);

    private final OrchestratorConfig config;
    private final MeterRegistry meters;
    private final KafkaSettings settings;
    private final SchemaRegistry registry;
    private final Thread starter = new Thread(this::start, "orchestrator-start");
    private volatile boolean stopping;
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable ForwarderThread forwarder;

    Orchestrator(
            OrchestratorConfig config,
            MeterRegistry meters,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "schema.registry.url") String registryUrl) {
        this.config = config;
        this.meters = meters;
        this.settings = new KafkaSettings(config, bootstrapServers);
        this.registry = SchemaRegistries.of(Map.of("schema.registry.url", registryUrl));
        starter.start();
    }

    private void start() {
        if (!awaitTopics()) {
            return;
        }
        var pace = new SagaProcessor.Pace(config.wakeCheck(), config.commitCheck(), config.viewInterval());
        var topology = new SagaTopology(ClusterSagas.withProvided(), registry, config.stateOnDisk(), pace).build();
        var starting = new KafkaStreams(topology, settings.streams());
        starting.setUncaughtExceptionHandler(failure -> {
            LOG.error("a stream thread failed and is replaced", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        new KafkaStreamsMetrics(starting).bindTo(meters);
        streams = starting;
        starting.start();
        var forwarding = new ForwarderThread(this::openForwarder);
        forwarder = forwarding;
        forwarding.start();
    }

    /** Kafka may come up after us: until it has every topic, we are alive but not ready. */
    private boolean awaitTopics() {
        var needed = new TreeSet<>(Topics.all().stream().map(Topic::name).toList());
        while (!stopping) {
            try (var admin = Admin.create(settings.admin())) {
                KafkaRequirements.assertMet(admin);
                var missing = new TreeSet<>(needed);
                missing.removeAll(admin.listTopics().names().get());
                if (missing.isEmpty()) {
                    return true;
                }
                LOG.info("waiting for the topics {}", missing);
                Thread.sleep(Duration.ofSeconds(1).toMillis());
            } catch (InterruptedException stopped) {
                return false;
            } catch (Exception notYet) {
                LOG.info("waiting for Kafka: {}", notYet.toString());
            }
        }
        return false;
    }

    private ForwarderThread.OpenForwarder openForwarder() {
        var consumer = new KafkaConsumer<String, byte[]>(settings.forwarderConsumer());
        var producer = new KafkaProducer<String, byte[]>(
                settings.forwarderProducer(UUID.randomUUID().toString()));
        var opened = new DelayForwarder(consumer, producer, registry, Clock.systemUTC());
        return new ForwarderThread.OpenForwarder() {
            @Override
            public DelayForwarder forwarder() {
                return opened;
            }

            @Override
            public void close() {
                producer.close(Duration.ofSeconds(2));
                consumer.close();
            }
        };
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

    boolean broken() {
        var running = streams;
        return running != null && running.state().hasStartedOrFinishedShuttingDown() && !stopping;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        starter.interrupt();
        var forwarding = forwarder;
        if (forwarding != null) {
            forwarding.close();
        }
        var running = streams;
        if (running != null) {
            running.close(Duration.ofSeconds(10));
        }
    }
}
