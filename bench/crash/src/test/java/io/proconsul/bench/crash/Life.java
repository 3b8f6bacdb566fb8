package io.proconsul.bench.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.SchemaRegistries;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.JournalEntry;
import io.proconsul.wire.Payload;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Succeeded;
import io.proconsul.wire.Task;
import io.proconsul.wire.TaskResult;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A program that produces and commits one step's records as the services do: {@code Life BROKERS KEY}. It prints a word
 * after each thing that it has done.
 */
final class Life {
    private static final Map<String, Object> REGISTRY = Map.of(SchemaRegistries.URL, "memory://life");
    private static final Payload NOTHING = new Payload("Nothing", ByteBuffer.allocate(0));
    private static final Scope SCOPE = new Scope("t", "s", "g", "c");

    private final String brokers;
    private final byte[] key;
    private final AvroSerializer<SpecificRecord> bytes = new AvroSerializer<>();

    private Life(String brokers, String key) {
        this.brokers = brokers;
        this.key = key.getBytes(UTF_8);
        bytes.configure(REGISTRY, false);
    }

    public static void main(String[] arguments) throws Exception {
        var life = new Life(arguments[0], arguments[1]);
        life.ask();
        life.dispatch();
        life.work(arguments[1]);
    }

    private static void say(String word) {
        System.out.println(word);
    }

    /** As the gateway. */
    private void ask() throws Exception {
        var values = new AvroSerializer<SpecificRecord>();
        values.configure(REGISTRY, false);
        try (var producer =
                new KafkaProducer<>(Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), values)) {
            producer.send(new ProducerRecord<>(Topics.CLUSTER_COMMANDS.name(), key, command()))
                    .get();
            say("asked");
        }
    }

    /** As the orchestrator: bytes in a transaction; one that an earlier life left open is ended first. */
    private void dispatch() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", brokers, "transactional.id", "life");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, Topics.TASKS_INFRA.name(), task());
            send(producer, Topics.SAGA_JOURNAL.name(), transition());
            producer.commitTransaction();
            say("committed");
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, String topic, SpecificRecord value) throws Exception {
        var acknowledged = new CountDownLatch(1);
        var unused = producer.send(
                new ProducerRecord<>(topic, key, bytes.serialize(topic, value)),
                (metadata, failed) -> acknowledged.countDown());
        producer.flush();
        acknowledged.await();
        say("sent " + topic);
    }

    /** As a worker. */
    private void work(String group) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                brokers,
                "group.id",
                group,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false);
        var partition = new TopicPartition(Topics.TASKS_INFRA.name(), 0);
        var values = new AvroSerializer<SpecificRecord>();
        values.configure(REGISTRY, false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer =
                        new KafkaProducer<>(Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), values)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (consumer.poll(Duration.ofMillis(100)).isEmpty()) {
                // it was committed
            }
            producer.send(new ProducerRecord<>(Topics.TASK_RESULTS.name(), key, result()))
                    .get();
            say("answered");
            var committed = new CountDownLatch(1);
            consumer.commitAsync(
                    Map.of(partition, new OffsetAndMetadata(consumer.position(partition))),
                    (offsets, failed) -> committed.countDown());
            while (committed.getCount() > 0) {
                consumer.poll(Duration.ofMillis(100));
            }
            say("done");
        }
    }

    private static ClusterCommand command() {
        return new ClusterCommand("1", SCOPE, "create-cluster", NOTHING, Instant.EPOCH, "", "azure", null, null);
    }

    private static Task task() {
        return new Task("1", "2", "3", SCOPE, "create-storage", "FORWARD", 1, 1L, NOTHING, null, Instant.EPOCH);
    }

    private static TaskResult result() {
        return new TaskResult("1", "2", "3", "create-storage", "FORWARD", 1, 1L, new Succeeded(NOTHING));
    }

    /** Of another step, in its undoing. */
    private JournalEntry transition() {
        var input = new TaskResult("1", "2", "3", "grant-access", "BACKWARD", 1, 1L, new Succeeded(NOTHING));
        return new JournalEntry(
                "k",
                1L,
                Instant.EPOCH,
                Topics.TASK_RESULTS.name(),
                ByteBuffer.wrap(bytes.serialize(Topics.TASK_RESULTS.name(), input)),
                List.of(),
                ByteBuffer.allocate(32));
    }
}
