package io.proconsul.bench.load;

import io.proconsul.bench.saga.BenchSaga;
import io.proconsul.bench.saga.wire.RunBench;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Payloads;
import io.proconsul.schemas.SchemaRegistry;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Asks for sagas as the gateway does, by a command, and sees their end as the gateway does, in the state of the cluster.
 * Every saga has a cluster of its own. Not thread-safe.
 */
final class SagaClient implements AutoCloseable {
    private static final String PAYLOAD = "x".repeat(290);

    private final KafkaProducer<String, ClusterCommand> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final AvroDeserializer<ClusterState> states;
    private final Map<String, Begun> running = new HashMap<>();
    private final String run = UUID.randomUUID().toString();
    private long number;

    private record Begun(long nanos, boolean failing) {}

    /** @param asExpected whether it did, or undid, everything */
    record Ended(long nanos, boolean asExpected) {}

    /** Called for every saga that has ended. */
    @FunctionalInterface
    interface Listener {
        void ended(Ended saga);
    }

    SagaClient(String bootstrapServers, SchemaRegistry registry) {
        Map<String, Object> producing = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "linger.ms",
                0,
                "max.in.flight.requests.per.connection",
                1);
        Map<String, Object> consuming = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                5000,
                "fetch.max.wait.ms",
                100);
        producer = new KafkaProducer<>(producing, new StringSerializer(), new AvroSerializer<>(registry));
        consumer = new KafkaConsumer<>(consuming, new StringDeserializer(), new ByteArrayDeserializer());
        states = new AvroDeserializer<>(ClusterState.class, registry);
        var partitions = consumer.partitionsFor(Topics.CLUSTER_STATE.name()).stream()
                .map(info -> new org.apache.kafka.common.TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** @param failAt the step that fails for good; 0: none */
    void start(int failAt) {
        var id = Long.toString(++number);
        var scope = new Scope("bench", run, "bench", id);
        var key = Ids.scopeKey(scope);
        var command = new ClusterCommand(
                id,
                scope,
                BenchSaga.NAME,
                Payloads.pack(new RunBench(PAYLOAD, failAt)),
                Instant.now(),
                run + "-" + id,
                "bench",
                null,
                null);
        running.put(key, new Begun(System.nanoTime(), failAt > 0));
        var unused = producer.send(new ProducerRecord<>(Topics.CLUSTER_COMMANDS.name(), key, command));
    }

    int running() {
        return running.size();
    }

    /** Waits for news at most that long. */
    void poll(Duration limit, Listener listener) {
        for (var record : consumer.poll(limit)) {
            var begun = running.get(record.key());
            if (begun == null) {
                continue;
            }
            var state = states.deserialize(record.topic(), record.value());
            if (state == null || state.getOperations().isEmpty()) {
                continue;
            }
            var status = state.getOperations().get(0).getStatus();
            var succeeded = status.equals("SUCCEEDED");
            if (succeeded || status.equals("FAILED")) {
                running.remove(record.key());
                listener.ended(new Ended(System.nanoTime() - begun.nanos(), succeeded != begun.failing()));
            }
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }
}
