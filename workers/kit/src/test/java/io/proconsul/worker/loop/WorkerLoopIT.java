package io.proconsul.worker.loop;

import static io.proconsul.worker.loop.Samples.createSecrets;
import static io.proconsul.worker.loop.Samples.key;
import static io.proconsul.worker.loop.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.proconsul.local.kafka.KafkaForTests;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.Topic;
import io.proconsul.schemas.TopicAdmin;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.DeadLetter;
import io.proconsul.wire.Done;
import io.proconsul.wire.Task;
import io.proconsul.wire.TaskResult;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.WorkerConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The loop with a real broker: order, rebalances, and a worker that is killed in the middle of a task. */
class WorkerLoopIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    @SuppressWarnings("NullAway.Init")
    private static KafkaForTests kafka;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final List<WorkerLoop> workers = new ArrayList<>();

    @BeforeAll
    static void startKafka() {
        kafka = KafkaForTests.start();
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new TopicAdmin(admin, 4, (short) 1).createMissing();
        }
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @AfterEach
    void stopWorkers() throws InterruptedException {
        for (var worker : workers) {
            worker.stop();
        }
    }

    @Test
    void tasksOfManyClustersAreAnsweredInOrderWithinEachCluster() {
        var performed = new ConcurrentLinkedQueue<String>();
        start(attempt -> {
            if (attempt.step().startsWith(run)) {
                performed.add(attempt.clusterId() + "/" + attempt.step());
            }
            return Outcome.succeeded(new Done());
        });

        var sent = send(IntStream.range(0, 10).mapToObj(this::cluster).toList(), 20);

        await().atMost(LIMIT).until(() -> results().containsAll(taskIds(sent)));
        var order = performed.stream().collect(Collectors.groupingBy(step -> step.substring(0, step.indexOf('/'))));
        assertThat(order).hasSize(10).allSatisfy((cluster, steps) -> assertThat(steps)
                .containsExactlyElementsOf(IntStream.range(0, 20)
                        .mapToObj(i -> cluster + "/" + step(i))
                        .toList()));
    }

    @Test
    void everyTaskIsAnsweredAlthoughWorkersComeAndGo() throws Exception {
        start(attempt -> Outcome.succeeded(new Done()));
        var first = send(List.of(cluster(0), cluster(1), cluster(2)), 50);
        start(attempt -> Outcome.succeeded(new Done()));
        var second = send(List.of(cluster(3), cluster(4), cluster(5)), 50);
        workers.remove(0).stop();
        var third = send(List.of(cluster(6), cluster(7)), 50);

        await().atMost(LIMIT).until(() -> {
            var answered = results();
            return answered.containsAll(taskIds(first))
                    && answered.containsAll(taskIds(second))
                    && answered.containsAll(taskIds(third));
        });
    }

    @Test
    void aStoppedWorkerFinishesWhatItBegan() throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        start(attempt -> {
            if (attempt.step().startsWith(run)) {
                begun.countDown();
            }
            await().atMost(LIMIT).until(() -> release.getCount() == 0);
            return Outcome.succeeded(new Done());
        });
        var sent = send(List.of(cluster(0)), 1);
        assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        var stopping = new Thread(() -> stopQuietly(workers.remove(0)));
        stopping.start();
        release.countDown();
        stopping.join();

        assertThat(results()).containsAll(taskIds(sent));
    }

    @Test
    void theTaskOfAKilledWorkerIsPerformedAgain() throws Exception {
        var sent = send(List.of(cluster(0), cluster(1)), 3);
        var killed = heldWorker();
        try (var output = killed.inputReader()) {
            awaitLine(output, "begun " + step(0));
        } finally {
            killed.destroyForcibly().waitFor();
        }

        start(killable(kafka.bootstrapServers()), attempt -> Outcome.succeeded(new Done()));

        await().atMost(LIMIT).until(() -> results().containsAll(taskIds(sent)));
    }

    @Test
    void poisonOfEveryKindEndsAmongTheDeadLettersAndDelaysNoTask() {
        start(attempt -> Outcome.succeeded(new Done()));
        var noise = new byte[900 * 1024];
        new Random(7).nextBytes(noise);
        var valid = Samples.bytes(task(cluster(0), step(0), createSecrets(cluster(0)), Instant.now()));
        var poison = new ArrayList<byte @Nullable []>(List.of(
                new byte[0],
                Arrays.copyOf(noise, 200),
                noise,
                Arrays.copyOf(valid, valid.length - 3),
                Arrays.copyOf(valid, valid.length + 3),
                new byte[] {0, 0x7f, 0, 0, 1, 2, 3},
                new byte[] {0, valid[1], valid[2], valid[3], valid[4], -2, -1, -1, -1, 15}));
        poison.add(null);

        var places = new HashSet<String>();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (var value : poison) {
                for (var key : new byte @Nullable [][] {null, key(cluster(1))}) {
                    var sent = producer.send(new ProducerRecord<>(Topics.TASKS_CERT.name(), key, value))
                            .get();
                    places.add(sent.topic() + "-" + sent.partition() + "@" + sent.offset());
                }
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
        var sent = send(List.of(cluster(0), cluster(1), cluster(2)), 5);

        await().atMost(LIMIT).until(() -> results().containsAll(taskIds(sent)));
        await().atMost(LIMIT).untilAsserted(() -> assertThat(letters()).containsAll(places));
        assertThat(places).hasSize(16);
        assertThat(letters()).as("each once").doesNotHaveDuplicates();
    }

    /** The classic protocol, because with it a member that is gone may be missed after six seconds instead of 45. */
    static WorkerConfig killable(String bootstrapServers) {
        return Samples.config(Map.of(
                "proconsul.worker.name", "kill-test",
                "proconsul.worker.group-protocol", "classic",
                "proconsul.worker.kafka.\"session.timeout.ms\"", "6000",
                "kafka.bootstrap.servers", bootstrapServers,
                "schema.registry.url", "memory://kit"));
    }

    private void start(Function<Attempt, Outcome> behaviour) {
        var config = Samples.config(Map.of(
                "proconsul.worker.name",
                run,
                "kafka.bootstrap.servers",
                kafka.bootstrapServers(),
                "schema.registry.url",
                "memory://kit"));
        start(config, behaviour);
    }

    private void start(WorkerConfig config, Function<Attempt, Outcome> behaviour) {
        var worker = Samples.worker(config, behaviour);
        worker.start();
        workers.add(worker);
    }

    private Process heldWorker() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        HeldWorker.class.getName(),
                        kafka.bootstrapServers())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitLine(BufferedReader output, String expected) throws IOException {
        var seen = new ArrayList<String>();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(expected)) {
                return;
            }
            seen.add(line);
        }
        throw new AssertionError("The worker ended without '" + expected + "' but with " + seen);
    }

    private String cluster(int index) {
        return run + "-cluster-" + index;
    }

    private String step(int index) {
        return run + "-step-" + index;
    }

    private List<Task> send(List<String> clusters, int tasksEach) {
        var deadline = Instant.now().plus(Duration.ofHours(1));
        var tasks = new ArrayList<Task>();
        try (var producer = new KafkaProducer<byte[], Task>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                Samples.serializer())) {
            for (var index = 0; index < tasksEach; index++) {
                for (var cluster : clusters) {
                    var task = task(cluster, step(index), createSecrets(cluster), deadline);
                    var unused = producer.send(new ProducerRecord<>(Topics.TASKS_CERT.name(), key(cluster), task));
                    tasks.add(task);
                }
            }
        }
        return tasks;
    }

    private static Set<String> taskIds(List<Task> tasks) {
        return tasks.stream().map(Task::getTaskId).collect(Collectors.toSet());
    }

    /** The ids of all tasks that are answered so far. */
    private static Set<String> results() {
        return Set.copyOf(read(Topics.TASK_RESULTS, TaskResult.class, TaskResult::getTaskId));
    }

    /** Where the records were that are among the dead letters. */
    private static List<String> letters() {
        return read(
                Topics.DEAD_LETTERS,
                DeadLetter.class,
                letter -> letter.getTopic() + "-" + letter.getPartition() + "@" + letter.getOffset());
    }

    private static <V extends SpecificRecord> List<String> read(
            Topic<V> topic, Class<V> type, Function<V, String> what) {
        var values = new AvroDeserializer<>(type);
        values.configure(Samples.REGISTRY, false);
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                values)) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<String>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> found.add(what.apply(record.value())));
            }
            return found;
        }
    }

    private static void stopQuietly(WorkerLoop worker) {
        try {
            worker.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
