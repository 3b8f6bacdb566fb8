package io.proconsul.bench.load;

import io.proconsul.bench.saga.ResidentSaga;
import io.proconsul.bench.saga.wire.RunBench;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Payloads;
import io.proconsul.schemas.SchemaRegistry;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Asks for clusters that stay as they are, and sees each decision on one of them: its task. In the place of the worker
 * of those tasks, which does not run. Not thread-safe.
 */
final class Residents implements AutoCloseable {
    private static final int PAYLOAD = 145; // bytes, and 290 characters
    private static final String TASKS = "tasks." + ResidentSaga.WORKER;

    private final KafkaProducer<String, ClusterCommand> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final AvroDeserializer<Task> tasks;
    private final String run = UUID.randomUUID().toString();

    /** A decision: the task of a cluster was sent, for the first time or again. */
    record Sent(long number, int attempt) {}

    Residents(String bootstrapServers, SchemaRegistry registry) {
        Map<String, Object> producing =
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5, "compression.type", "lz4");
        Map<String, Object> consuming = Map.of(
                "bootstrap.servers", bootstrapServers, "isolation.level", "read_committed", "max.poll.records", 10_000);
        producer = new KafkaProducer<>(producing, new StringSerializer(), new AvroSerializer<>(registry));
        consumer = new KafkaConsumer<>(consuming, new StringDeserializer(), new ByteArrayDeserializer());
        tasks = new AvroDeserializer<>(Task.class, registry);
        var partitions = consumer.partitionsFor(TASKS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** @param due when the cluster is due; its command is as old as that takes */
    void ask(long number, Instant due) {
        var scope = new Scope("bench", run, "bench", Long.toString(number));
        var asked = due.minus(ResidentSaga.STAY);
        var command = new ClusterCommand(
                Long.toString(number),
                scope,
                ResidentSaga.NAME,
                Payloads.pack(new RunBench(payload(number), 0)),
                asked,
                run + "-" + number,
                "bench",
                null,
                null);
        var unused = producer.send(new ProducerRecord<>(
                Topics.CLUSTER_COMMANDS.name(), null, asked.toEpochMilli(), Ids.scopeKey(scope), command));
    }

    /** Each cluster's own, so that it can be compressed no further than ids and names can. */
    private static String payload(long number) {
        var bytes = new byte[PAYLOAD];
        new Random(number).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Waits for decisions at most that long, and returns how many there were. */
    int count(Duration limit) {
        return consumer.poll(limit).count();
    }

    /** Waits for decisions at most that long. */
    List<Sent> poll(Duration limit) {
        return StreamSupport.stream(consumer.poll(limit).spliterator(), false)
                .map(record -> Objects.requireNonNull(tasks.deserialize(record.topic(), record.value())))
                .map(task -> new Sent(Long.parseLong(task.getScope().getClusterName()), task.getAttempt()))
                .toList();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }
}
