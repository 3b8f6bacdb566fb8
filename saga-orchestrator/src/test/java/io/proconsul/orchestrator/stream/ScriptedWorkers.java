package io.proconsul.orchestrator.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Payloads;
import io.proconsul.schemas.SchemaRegistry;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.Done;
import io.proconsul.wire.Succeeded;
import io.proconsul.wire.Task;
import io.proconsul.wire.TaskResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** All workers in one thread: each task is answered at once, unless the script keeps it back or answers otherwise. */
final class ScriptedWorkers {
    private final Thread thread = new Thread(this::run, "scripted-workers");
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final String bootstrapServers;
    private final SchemaRegistry registry;
    private final AvroSerializer<TaskResult> serializer;

    /** What to answer; empty to keep the task back, for which it is asked again and again. */
    private volatile Function<Task, Optional<Object>> script = task -> Optional.of(right(task));

    private volatile BiFunction<TaskResult, byte[], byte[]> encoding = (result, bytes) -> bytes;

    ScriptedWorkers(Backbone backbone) {
        this.bootstrapServers = backbone.bootstrapServers();
        this.registry = backbone.registry();
        this.serializer = new AvroSerializer<>(registry);
        thread.start();
    }

    static Object right(Task task) {
        return new Succeeded(
                Payloads.pack(task.getDirection().equals("FORWARD") ? Replies.to(task.getStep()) : new Done(1)));
    }

    void script(Function<Task, Optional<Object>> newScript) {
        script = newScript;
    }

    /** How results are written, given the usual bytes. */
    void encoding(BiFunction<TaskResult, byte[], byte[]> newEncoding) {
        encoding = newEncoding;
    }

    private void run() {
        var tasks = new AvroDeserializer<>(Task.class, registry);
        var open = new ArrayList<Task>();
        try (var consumer = new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "group.id",
                                "scripted-" + UUID.randomUUID(),
                                "auto.offset.reset",
                                "earliest",
                                "isolation.level",
                                "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            consumer.subscribe(
                    List.of(Topics.TASKS_INFRA.name(), Topics.TASKS_CERT.name(), Topics.TASKS_SNAPSHOT.name()));
            while (!stopped.get()) {
                consumer.poll(Duration.ofMillis(20))
                        .forEach(record -> open.add(requireNonNull(tasks.deserialize(record.topic(), record.value()))));
                open.removeIf(task -> answered(task, producer));
            }
        }
    }

    private boolean answered(Task task, KafkaProducer<byte[], byte[]> producer) {
        var outcome = script.apply(task);
        outcome.ifPresent(answer -> {
            var result = new TaskResult(
                    task.getTaskId(),
                    task.getSagaId(),
                    task.getClusterId(),
                    task.getStep(),
                    task.getDirection(),
                    task.getAttempt(),
                    task.getEpoch(),
                    answer);
            var topic = Topics.TASK_RESULTS.name();
            var bytes = encoding.apply(result, requireNonNull(serializer.serialize(topic, result)));
            var unused = producer.send(
                    new ProducerRecord<>(topic, Ids.scopeKey(task.getScope()).getBytes(UTF_8), bytes));
        });
        return outcome.isPresent();
    }

    void stop() throws InterruptedException {
        stopped.set(true);
        thread.join();
    }
}
