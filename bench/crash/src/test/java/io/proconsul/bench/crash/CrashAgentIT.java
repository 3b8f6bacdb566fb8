package io.proconsul.bench.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.proconsul.local.kafka.JavaCommand;
import io.proconsul.local.kafka.KafkaForTests;
import io.proconsul.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A {@link Life} that meets each kind of point: how far it came, and what Kafka has of it. */
class CrashAgentIT {
    private static final List<String> TOPICS = Stream.of(
                    Topics.CLUSTER_COMMANDS, Topics.TASKS_INFRA, Topics.SAGA_JOURNAL, Topics.TASK_RESULTS)
            .map(topic -> topic.name())
            .toList();
    private static final List<String> WHOLE =
            List.of("asked", "sent tasks.infra", "sent saga.journal", "committed", "answered", "done");
    private static KafkaForTests kafka;
    private static Admin admin;

    @TempDir
    private Path temporary = Path.of("");

    private CrashFolder folder = new CrashFolder(temporary);

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaForTests.start();
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        admin.createTopics(TOPICS.stream()
                        .map(topic -> new NewTopic(topic, 1, (short) 1))
                        .toList())
                .all()
                .get(30, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() {
        admin.close();
        kafka.close();
    }

    @BeforeEach
    void prepare() {
        folder = new CrashFolder(temporary);
        folder.prepare();
    }

    @ParameterizedTest
    @CsvSource({
        "before produce_command create-cluster,         0, ''",
        "after produce_command create-cluster,          0, 'cluster.commands'",
        "before produce_task create-storage forward,    1, 'cluster.commands'",
        "after produce_task create-storage forward,     1, 'cluster.commands'",
        "before commit_task create-storage forward,     3, 'cluster.commands'",
        "after commit_transition grant-access undo,     3, 'cluster.commands tasks.infra saga.journal'",
        "before produce_result create-storage forward,  4, 'cluster.commands tasks.infra saga.journal'",
        "after produce_result create-storage forward,   4, 'cluster.commands tasks.infra saga.journal task.results'",
        "before commit_result create-storage forward,   5, 'cluster.commands tasks.infra saga.journal task.results'",
        "after commit_result create-storage forward,    5, 'cluster.commands tasks.infra saga.journal task.results committed'"
    })
    void aProcessDiesWhereItIsToDie(String point, int steps, String left) throws Exception {
        folder.arm(List.of(point));

        var said = live(point, Ambush.KILLED);

        assertThat(said).isEqualTo(WHOLE.subList(0, steps));
        var expected = left.isEmpty() ? List.of() : Arrays.asList(left.split(" ", -1));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(left(point)).isEqualTo(expected));
        assertThat(folder.met()).containsExactly(point);
        assertThat(folder.deaths()).isEqualTo(1);
    }

    @Test
    void oneDeathMeetsAllPointsOfAMomentAndTheNextProcessLives() throws Exception {
        // given
        var points = List.of("before commit_task create-storage forward", "before commit_transition grant-access undo");
        folder.arm(points);

        // when
        live("first", Ambush.KILLED);
        var said = live("second", 0);

        // then
        assertThat(said).isEqualTo(WHOLE);
        assertThat(folder.met()).containsExactlyElementsOf(points);
        assertThat(folder.deaths()).isEqualTo(1);
        assertThat(folder.points())
                .containsExactly(
                        "before produce_command create-cluster",
                        "after produce_command create-cluster",
                        "before produce_task create-storage forward",
                        "after produce_task create-storage forward",
                        "before produce_transition grant-access undo",
                        "after produce_transition grant-access undo",
                        "before commit_task create-storage forward",
                        "after commit_task create-storage forward",
                        "before commit_transition grant-access undo",
                        "after commit_transition grant-access undo",
                        "before produce_result create-storage forward",
                        "after produce_result create-storage forward",
                        "before commit_result create-storage forward",
                        "after commit_result create-storage forward");
    }

    /** What the program said until it ended with that code. */
    private List<String> live(String key, int exit) throws Exception {
        var command = JavaCommand.java(
                64,
                "-javaagent:" + System.getProperty("proconsul.crash.agent") + "=" + temporary,
                "-cp",
                JavaCommand.ownClassPath(),
                Life.class.getName(),
                kafka.bootstrapServers(),
                key);
        var output = temporary.resolve("output").toFile();
        var process = new ProcessBuilder(command)
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(exit);
        return Files.readAllLines(output.toPath(), UTF_8);
    }

    /** The topics that have a record of that key for readers of what is committed, and whether its offset is. */
    private static List<String> left(String key) throws Exception {
        var left = new ArrayList<String>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            for (var topic : TOPICS) {
                var partitions = List.of(new TopicPartition(topic, 0));
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                var end = consumer.endOffsets(partitions).values().iterator().next();
                boolean found = false;
                while (consumer.position(partitions.get(0)) < end) {
                    for (var record : consumer.poll(Duration.ofMillis(100))) {
                        found |= key.equals(record.key());
                    }
                }
                if (found) {
                    left.add(topic);
                }
            }
        }
        var offsets = admin.listConsumerGroupOffsets(key)
                .partitionsToOffsetAndMetadata()
                .get(30, TimeUnit.SECONDS);
        if (!offsets.isEmpty()) {
            left.add("committed");
        }
        return left;
    }
}
