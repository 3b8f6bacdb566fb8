package io.proconsul.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.proconsul.local.kafka.KafkaForTests;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.TopicAdmin;
import io.proconsul.schemas.Topics;
import io.proconsul.schemas.letters.DeadRecord;
import io.proconsul.schemas.letters.Redrive;
import io.proconsul.wire.DeadLetter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dead letters on a real broker, as an operator meets them; one after another, for they share the mark of --all. */
class DeadLettersIT {
    private static final String REGISTRY = "memory://cli";
    private static final byte[] KEY = "cluster".getBytes(UTF_8);

    @SuppressWarnings("NullAway.Init")
    private static KafkaForTests kafka;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        kafka = KafkaForTests.start();
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new TopicAdmin(admin, 1, (short) 1).createMissing();
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void letterByLetterAndAllAtOnce() throws Exception {
        assertThat(run("list")).isZero();
        assertThat(said()).isEqualTo("There are no dead letters.");

        var large = new byte[1000 * 1024];
        new Random(1).nextBytes(large);
        bury(new byte[] {1, 2, 3});
        bury(large);
        assertThat(run("list")).isZero();
        assertThat(said().lines()).hasSize(6);
        assertThat(said().lines().skip(1))
                .first(STRING)
                .startsWith("0@0 ")
                .contains("task.results-0@0", "saga-orchestrator");
        assertThat(said().lines().skip(2)).first(STRING).isEqualTo("         cluster: no frame");
        assertThat(run("list", "--json")).isZero();
        assertThat(said().lines().toList().get(1))
                .contains("\"letter\":\"0@1\"", "\"omitted\":true", "\"redriven\":false");

        assertThat(run("redrive", "0@0")).isZero();
        assertThat(said()).isEqualTo("0@0: task.results-0@0 is back on its topic");
        assertThat(results()).last().satisfies(record -> {
            assertThat(record.key()).isEqualTo(KEY);
            assertThat(record.value()).containsExactly(1, 2, 3);
            assertThat(header(record, "traceparent")).isEqualTo("trace");
            assertThat(header(record, Redrive.REDRIVEN_FROM)).isEqualTo("dead.letters-0@0");
        });

        assertThat(run("redrive", "--all")).isZero();
        assertThat(said().lines()).hasSize(2);
        assertThat(results()).last().satisfies(record -> assertThat(record.value())
                .isEqualTo(large));
        assertThat(run("redrive", "--all")).isZero();
        assertThat(said()).isEqualTo("No letter came since the last time.");
        assertThat(run("list", "--json")).isZero();
        assertThat(said().lines()).allSatisfy(line -> assertThat(line).contains("\"redriven\":true"));

        assertThat(run("redrive", "0@99")).isEqualTo(1);
        assertThat(err.toString()).contains("expected a dead letter at 0@99, but found none");
        assertThat(run("redrive", "first")).isEqualTo(2);
        assertThat(err.toString()).contains("expected PARTITION@OFFSET, such as 3@17, but found \"first\"");
    }

    @Test
    void aJournalWithoutEntriesReplays() {
        assertThat(Main.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .execute("replay", "--kafka", kafka.bootstrapServers(), "--registry", REGISTRY))
                .isZero();
        assertThat(said())
                .isEqualTo("0 transitions of 0 clusters replayed: 0 led to the same state, 0 could not be judged.");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var all = new ArrayList<String>(List.of("dead-letters"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--kafka", kafka.bootstrapServers(), "--registry", REGISTRY));
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private String said() {
        return out.toString().strip();
    }

    private static void bury(byte[] value) throws ExecutionException, InterruptedException {
        var topic = Topics.TASK_RESULTS.name();
        var headers = new RecordHeaders().add("traceparent", "trace".getBytes(UTF_8));
        var sent = send(new ProducerRecord<>(topic, 0, KEY, value, headers));
        var dead = new DeadRecord(topic, 0, sent.offset(), Instant.EPOCH, KEY, value, headers);
        var serializer = new AvroSerializer<DeadLetter>();
        serializer.configure(Map.of("schema.registry.url", REGISTRY), false);
        var letters = Topics.DEAD_LETTERS.name();
        send(new ProducerRecord<>(
                letters,
                0,
                dead.letterKey(),
                serializer.serialize(letters, dead.letter("saga-orchestrator", "no frame")),
                dead.letterHeaders()));
    }

    private static RecordMetadata send(ProducerRecord<byte[], byte[]> record)
            throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            return producer.send(record).get();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> results() {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = new TopicPartition(Topics.TASK_RESULTS.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
