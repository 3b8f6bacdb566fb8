package io.proconsul.orchestrator.stream;

import static io.proconsul.orchestrator.stream.Backbone.LIMIT;
import static io.proconsul.orchestrator.stream.Backbone.key;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.proconsul.orchestrator.cluster.Specifications;
import io.proconsul.schemas.Payloads;
import io.proconsul.schemas.Topic;
import io.proconsul.schemas.Topics;
import io.proconsul.schemas.letters.Letter;
import io.proconsul.schemas.letters.LetterBox;
import io.proconsul.schemas.letters.Redrive;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.CreateCluster;
import io.proconsul.wire.DeadLetter;
import io.proconsul.wire.IdentityCreated;
import io.proconsul.wire.Pending;
import io.proconsul.wire.ResolveOperation;
import io.proconsul.wire.StepView;
import io.proconsul.wire.StorageCreated;
import io.proconsul.wire.Succeeded;
import io.proconsul.wire.Task;
import io.proconsul.wire.TaskResult;
import io.proconsul.wire.Timer;
import io.quarkus.runtime.ShutdownEvent;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that cannot be processed, on a real broker: each is found among the dead letters, and nothing stops. */
class PoisonIT {
    private static final int KIB = 1024;

    @SuppressWarnings("NullAway.Init")
    private static Backbone backbone;

    @SuppressWarnings("NullAway.Init")
    private ScriptedWorkers workers;

    @SuppressWarnings("NullAway.Init")
    private Orchestrator orchestrator;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void startBackbone() {
        Awaitility.doNotCatchUncaughtExceptionsByDefault(); // a stream thread may fail, and is replaced
        backbone = new Backbone();
    }

    @AfterAll
    static void stopBackbone() {
        backbone.close();
    }

    @BeforeEach
    void start() {
        workers = new ScriptedWorkers(backbone);
        orchestrator = backbone.orchestrator(folder, 0);
        await().atMost(LIMIT).until(orchestrator::ready);
    }

    @AfterEach
    void stop() throws InterruptedException {
        orchestrator.stop(new ShutdownEvent());
        workers.stop();
    }

    @Test
    void poisonOfEveryKindInEveryInputEndsAmongTheDeadLettersAndStopsNothing() {
        var held = heldAt("await-quorum");
        var healthy = Stream.of("healthy-0", "healthy-1", "healthy-2", "healthy-3", "healthy-4")
                .toList();
        healthy.forEach(backbone::create);
        await().atMost(LIMIT).until(() -> held.size() == healthy.size());

        var sent = new ArrayList<RecordMetadata>();
        for (var topic : inputs()) {
            poison(topic)
                    .forEach((kind, bytes) ->
                            sent.add(backbone.send(topic, ("poisoned-" + kind).getBytes(UTF_8), bytes)));
            sent.add(backbone.send(topic, null, valid(topic)));
            sent.add(backbone.send(topic, "without-value".getBytes(UTF_8), null));
            sent.add(backbone.send(topic, null, null));
        }
        workers.script(task -> Optional.of(ScriptedWorkers.right(task)));

        var expected = sent.stream().map(PoisonIT::place).collect(Collectors.toSet());
        await().atMost(LIMIT).untilAsserted(() -> assertThat(buried()).containsAll(expected));
        await().atMost(LIMIT).until(() -> healthy.stream()
                .allMatch(name -> backbone.phase(name).equals("RUNNING")));
        assertThat(buried()).as("each once").doesNotHaveDuplicates();
        assertThat(expected).hasSize(5 * 11);
        assertThat(threads()).as("threads that were replaced").allMatch(name -> name.endsWith("StreamThread-1"));
    }

    @Test
    void whatAnotherReleaseWritesIsRead() {
        workers.encoding((result, bytes) ->
                OtherVersions.future(backbone.registry(), Topics.TASK_RESULTS.name(), result, "addedLater", bytes));
        var letters = buried().size();
        var command = command("future");
        var bytes = backbone.bytes(Topics.CLUSTER_COMMANDS, command);

        backbone.send(
                Topics.CLUSTER_COMMANDS,
                key("future").getBytes(UTF_8),
                OtherVersions.future(
                        backbone.registry(), Topics.CLUSTER_COMMANDS.name(), command, "addedLater", bytes));

        await().atMost(LIMIT).until(() -> backbone.phase("future").equals("RUNNING"));
        assertThat(buried()).hasSize(letters);
    }

    @Test
    void aPoisonedClusterWaitsForAnOperatorWhoTakesItOn() {
        var held = heldAt("prepare-network");
        backbone.create("parked");
        await().atMost(LIMIT).until(() -> held.size() == 1);

        backbone.send(Topics.TASK_RESULTS, key("parked").getBytes(UTF_8), new byte[] {1, 2, 3});

        await().atMost(LIMIT).until(() -> needsOperator("parked"));
        var operation = backbone.operation("parked");
        assertThat(operation.getSteps())
                .filteredOn(step -> step.getName().equals("prepare-network"))
                .extracting(StepView::getStatus)
                .containsExactly("STUCK");
        workers.script(task -> Optional.of(ScriptedWorkers.right(task)));
        backbone.command(
                "parked", "resolve-operation", new ResolveOperation(operation.getOperationId(), "RETRY", "looked at"));
        await().atMost(LIMIT).until(() -> backbone.phase("parked").equals("RUNNING"));
    }

    @Test
    void anUnreadableTimerParksTheClusterThatItWasFor() {
        workers.script(task -> Optional.of(
                task.getStep().equals("prepare-network")
                        ? new Pending("/operations/1", 3_600_000L)
                        : ScriptedWorkers.right(task)));
        backbone.create("lost-timer");
        await().atMost(LIMIT).until(() -> !backbone.records(
                        Topics.delayFor(Duration.ofHours(1)).topic().name())
                .isEmpty());
        var shortest = Topics.delays().get(0).topic();

        var sent = backbone.send(shortest, key("lost-timer").getBytes(UTF_8), new byte[] {1, 2, 3});

        await().atMost(LIMIT).until(() -> needsOperator("lost-timer"));
        assertThat(backbone.operation("lost-timer").getSteps())
                .filteredOn(step -> step.getStatus().equals("STUCK"))
                .singleElement()
                .satisfies(step -> assertThat(
                                Objects.requireNonNull(step.getError()).getMessage())
                        .startsWith(shortest.name() + "-" + sent.partition() + "@" + sent.offset()));
    }

    @Test
    void aResultThatMakesTheStateTooLargeIsBuriedAndParksItsCluster() {
        var large = "x".repeat(600 * KIB);
        workers.script(task -> Optional.of(
                switch (task.getStep()) {
                    case "create-identity" -> succeeded(new IdentityCreated(large, "principal", "client"));
                    case "create-storage" ->
                        succeeded(new StorageCreated(large, "/a", "https://blob/account", "config", "s"));
                    default -> ScriptedWorkers.right(task);
                }));
        backbone.create("large");

        await().atMost(LIMIT).until(() -> !lettersAbout("too large").isEmpty());
        await().atMost(LIMIT).until(() -> needsOperator("large"));
        assertThat(lettersAbout("too large")).singleElement().satisfies(letter -> {
            assertThat(letter.getTopic()).isEqualTo("task.results");
            assertThat(Objects.requireNonNull(letter.getValue()).remaining()).isGreaterThan(600 * KIB);
        });
        workers.script(task -> Optional.of(ScriptedWorkers.right(task)));
        backbone.create("beside-large");
        await().atMost(LIMIT).until(() -> backbone.phase("beside-large").equals("RUNNING"));
    }

    /** A worker was upgraded before its schema was published. */
    @Test
    void aRedrivenAnswerTakesTheParkedSagaOnOnceItCanBeRead() {
        var schema = OtherVersions.future(TaskResult.getClassSchema(), "publishedLate");
        var id = backbone.registry().register(Topics.TASK_RESULTS.name() + "-value", schema);
        backbone.registryServer().hide(id);
        workers.encoding((result, bytes) -> result.getStep().equals("prepare-network")
                ? OtherVersions.future(backbone.registry(), Topics.TASK_RESULTS.name(), result, "publishedLate", bytes)
                : bytes);
        backbone.create("redriven");
        await().atMost(LIMIT).until(() -> needsOperator("redriven"));

        backbone.registryServer().show(id);
        var settings = Map.<String, Object>of(
                "bootstrap.servers", backbone.bootstrapServers(),
                "schema.registry.url", backbone.registryServer().url());
        try (var box = new LetterBox(settings);
                var redrive = new Redrive(box, settings)) {
            var letters = new ArrayList<Letter>();
            box.read(letters::add);
            var place = letters.stream()
                    .filter(letter -> isAbout(letter.content(), "redriven"))
                    .findFirst()
                    .orElseThrow()
                    .place();

            assertThat(redrive.one(place).problem()).isNull();
            assertThat(redrive.one(place).problem()).as("once more").isNull();
        }

        await().atMost(LIMIT).until(() -> backbone.phase("redriven").equals("RUNNING"));
        assertThat(backbone.read(Topics.TASKS_INFRA, Task.class))
                .filteredOn(task -> task.getScope().getClusterName().equals("redriven"))
                .extracting(Task::getStep)
                .as("nothing was done twice")
                .doesNotHaveDuplicates();
        assertThat(backbone.records(Topics.TASK_RESULTS.name()))
                .filteredOn(record -> record.headers().lastHeader(Redrive.REDRIVEN_FROM) != null)
                .hasSize(2)
                .allSatisfy(
                        record -> assertThat(new String(record.key(), UTF_8)).isEqualTo(key("redriven")));
    }

    @Test
    void aRegistryThatIsAwayCostsNothingButTime() {
        workers.encoding((result, bytes) ->
                OtherVersions.future(backbone.registry(), Topics.TASK_RESULTS.name(), result, "whileAway", bytes));
        var held = heldAt("prepare-network");
        var letters = buried().size();
        backbone.create("patient");
        await().atMost(LIMIT).until(() -> held.size() == 1);
        var schema = OtherVersions.future(TaskResult.getClassSchema(), "whileAway");
        backbone.registry().register(Topics.TASK_RESULTS.name() + "-value", schema);

        backbone.registryServer().refuse(true);
        workers.script(task -> Optional.of(ScriptedWorkers.right(task)));
        await().atMost(LIMIT).until(() -> backbone.registryServer().refused() > 3);
        backbone.registryServer().refuse(false);

        await().atMost(LIMIT).until(() -> backbone.phase("patient").equals("RUNNING"));
        assertThat(buried()).hasSize(letters);
    }

    private static boolean needsOperator(String cluster) {
        return backbone.states().containsKey(cluster)
                && backbone.operation(cluster).getStatus().equals("NEEDS_OPERATOR");
    }

    private static boolean isAbout(DeadLetter letter, String cluster) {
        return letter.getKey() != null
                && UTF_8.decode(letter.getKey().duplicate()).toString().equals(key(cluster));
    }

    private Set<String> heldAt(String step) {
        var held = ConcurrentHashMap.<String>newKeySet();
        workers.script(task -> {
            if (task.getStep().equals(step)) {
                held.add(task.getClusterId());
                return Optional.empty();
            }
            return Optional.of(ScriptedWorkers.right(task));
        });
        return held;
    }

    private static List<Topic<?>> inputs() {
        return List.of(
                Topics.CLUSTER_COMMANDS,
                Topics.TASK_RESULTS,
                Topics.TIMERS_DUE,
                Topics.delays().get(0).topic(),
                Topics.delays().get(1).topic());
    }

    private static Map<String, byte[]> poison(Topic<?> topic) {
        var random = new Random(7);
        var valid = valid(topic);
        var noise = new byte[200];
        random.nextBytes(noise);
        var huge = new byte[900 * KIB];
        random.nextBytes(huge);
        var poison = new LinkedHashMap<String, byte[]>();
        poison.put("noise", noise);
        poison.put("empty", new byte[0]);
        poison.put("truncated", Arrays.copyOf(valid, valid.length - 3));
        poison.put("trailing", Arrays.copyOf(valid, valid.length + 3));
        poison.put("unknown-schema", new byte[] {0, 0x7f, 0, 0, 1, 2, 3});
        poison.put("wrong-type", valid(topic.equals(Topics.TASK_RESULTS) ? Topics.TIMERS_DUE : Topics.TASK_RESULTS));
        poison.put("huge-length", hugeLength(valid));
        poison.put("900-kib", huge);
        return poison;
    }

    /** The first string claims to be 2 GiB long. */
    private static byte[] hugeLength(byte[] valid) {
        return ByteBuffer.allocate(20)
                .put(valid, 0, 5)
                .put(new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f})
                .array();
    }

    private static byte[] valid(Topic<?> topic) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        if (topic.equals(Topics.CLUSTER_COMMANDS)) {
            return backbone.bytes(Topics.CLUSTER_COMMANDS, command("anyone"));
        }
        if (topic.equals(Topics.TASK_RESULTS)) {
            return backbone.bytes(
                    Topics.TASK_RESULTS,
                    new TaskResult(
                            "t", "s", "c", "step", "FORWARD", 1, 1L, succeeded(new IdentityCreated("i", "p", "c"))));
        }
        return backbone.bytes(Topics.TIMERS_DUE, new Timer("s", "step", 1L, now));
    }

    private static ClusterCommand command(String cluster) {
        return new ClusterCommand(
                "create-" + cluster,
                Backbone.scope(cluster),
                "create-cluster",
                Payloads.pack(new CreateCluster(Specifications.SMALL)),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                "correlation",
                "me",
                null,
                null);
    }

    private static Object succeeded(SpecificRecord reply) {
        return new Succeeded(Payloads.pack(reply));
    }

    private static String place(RecordMetadata sent) {
        return sent.topic() + "-" + sent.partition() + "@" + sent.offset();
    }

    private static List<String> buried() {
        return backbone.read(Topics.DEAD_LETTERS, DeadLetter.class).stream()
                .map(letter -> letter.getTopic() + "-" + letter.getPartition() + "@" + letter.getOffset())
                .toList();
    }

    private static List<DeadLetter> lettersAbout(String reason) {
        return backbone.read(Topics.DEAD_LETTERS, DeadLetter.class).stream()
                .filter(letter -> letter.getReason().contains(reason))
                .toList();
    }

    private Stream<String> threads() {
        return Objects.requireNonNull(orchestrator.streams()).metadataForLocalThreads().stream()
                .map(ThreadMetadata::threadName);
    }
}
