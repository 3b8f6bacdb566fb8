package io.proconsul.worker.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Payloads;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.CreateSecrets;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Task;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Failures;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.WorkerConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Tasks as the orchestrator sends them, and a worker's configuration. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "memory://kit");

    private Samples() {}

    static Scope scope(String cluster) {
        return new Scope("tenant", "subscription", "group", cluster);
    }

    static byte[] key(String cluster) {
        return Ids.scopeKey(scope(cluster)).getBytes(UTF_8);
    }

    static Task task(String cluster, String step, SpecificRecord command, Instant deadline) {
        var clusterId = Ids.clusterId(scope(cluster), 1);
        var sagaId = Ids.sagaId(clusterId, "command");
        return Task.newBuilder()
                .setTaskId(Ids.taskId(sagaId, step, 1, 1))
                .setSagaId(sagaId)
                .setClusterId(clusterId)
                .setScope(scope(cluster))
                .setStep(step)
                .setDirection("FORWARD")
                .setAttempt(1)
                .setEpoch(1)
                .setCommand(Payloads.pack(command))
                .setDeadline(deadline)
                .build();
    }

    static CreateSecrets createSecrets(String cluster) {
        return new CreateSecrets(
                new ClusterRef(
                        Ids.clusterId(scope(cluster), 1),
                        "tenant",
                        "subscription",
                        "group",
                        cluster,
                        "westeurope",
                        "dc1"),
                false);
    }

    static Activity<CreateSecrets> activity(Function<Attempt, Outcome> behaviour) {
        return new Activity<>() {
            @Override
            public Class<CreateSecrets> command() {
                return CreateSecrets.class;
            }

            @Override
            public Outcome perform(CreateSecrets command, Attempt attempt) {
                return behaviour.apply(attempt);
            }
        };
    }

    static <T extends SpecificRecord> Serializer<T> serializer() {
        var serializer = new AvroSerializer<T>();
        serializer.configure(REGISTRY, false);
        return serializer;
    }

    static Deserializer<Task> tasks() {
        var deserializer = new AvroDeserializer<>(Task.class);
        deserializer.configure(REGISTRY, false);
        return deserializer;
    }

    static byte[] bytes(Task task) {
        return Samples.<Task>serializer().serialize(Topics.TASKS_CERT.name(), task);
    }

    static WorkerConfig config(Map<String, String> settings) {
        var all = new HashMap<>(Map.of(
                "quarkus.application.name", "worker-test",
                "proconsul.worker.topic", Topics.TASKS_CERT.name(),
                "proconsul.worker.commit-interval", "0s",
                "proconsul.worker.reconnect-backoff", "10ms"));
        all.putAll(settings);
        return new SmallRyeConfigBuilder()
                .withMapping(WorkerConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(WorkerConfig.class);
    }

    static TaskHandler handler(
            Function<Attempt, Outcome> behaviour, Producer<byte[], SpecificRecord> producer, Clock clock) {
        var telemetry = new TaskTelemetry(new SimpleMeterRegistry(), OpenTelemetry.noop());
        return new TaskHandler(
                tasks(),
                new Activities(List.of(activity(behaviour))),
                new Failures(List.of()),
                new Publisher(producer, telemetry::propagate, "worker-test", clock),
                telemetry,
                clock);
    }

    /** A worker as an application has it, but for the application. */
    static WorkerLoop worker(WorkerConfig config, Function<Attempt, Outcome> behaviour) {
        return new WorkerLoop(
                () -> {},
                () -> KafkaClients.consumer(config),
                new Lanes(Threads.forTasks(config.concurrency())),
                handler(behaviour, KafkaClients.producer(config), Clock.systemUTC()),
                new WorkerStatus(new SimpleMeterRegistry()),
                config);
    }
}
