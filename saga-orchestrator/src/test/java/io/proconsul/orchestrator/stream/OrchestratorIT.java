package io.proconsul.orchestrator.stream;

import static io.proconsul.orchestrator.stream.Backbone.LIMIT;
import static io.proconsul.orchestrator.stream.Backbone.NEVER_TAKEN_OVER;
import static io.proconsul.orchestrator.stream.Backbone.TAKEN_OVER_SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.proconsul.orchestrator.stream.JournalReplay.Replayed;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.DeadLetter;
import io.proconsul.wire.JournalEntry;
import io.proconsul.wire.Pending;
import io.proconsul.wire.Task;
import io.quarkus.runtime.ShutdownEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole orchestrator on a real broker: streams, delay topics, journal; killed, restarted, replaced. */
@Tag("soak")
class OrchestratorIT {
    @SuppressWarnings("NullAway.Init")
    private static Backbone backbone;

    @TempDir
    private static Path folder = Path.of("");

    private static int folders;

    private final List<Orchestrator> orchestrators = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private ScriptedWorkers workers;

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
    void startWorkers() {
        workers = new ScriptedWorkers(backbone);
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        orchestrators.forEach(orchestrator -> orchestrator.stop(new ShutdownEvent()));
        for (var process : processes) {
            process.destroyForcibly().waitFor();
        }
        workers.stop();
    }

    @Test
    void aClusterIsCreatedWithWaitsThatGoThroughTheDelayTopics() {
        workers.script(once("prepare-network", new Pending("/operations/1", 5200L)));
        start(folder(), 0);

        backbone.create("waiting");

        await().atMost(LIMIT).until(() -> backbone.phase("waiting").equals("RUNNING"));
        assertThat(backbone.records(Topics.delays().get(0).topic().name())).isNotEmpty();
        assertThat(tasks("waiting"))
                .filteredOn(task -> task.getStep().equals("prepare-network"))
                .extracting(Task::getContinuation)
                .containsExactly(null, "/operations/1");
    }

    @Test
    void aKilledOrchestratorReturnsAsItselfGoesOnWhereItWasAndAsksForNothingTwice() throws Exception {
        var clusters = names("killed", 4);
        var held = holdAt("await-quorum");
        var folder = folder();
        var killed = process(folder, 0, NEVER_TAKEN_OVER);
        clusters.forEach(backbone::create);
        await().atMost(LIMIT).until(() -> held.containsAll(clusters));
        var begun = names("begun", 4);
        begun.forEach(backbone::create);

        killed.destroyForcibly().waitFor();
        workers.script(task -> Optional.of(ScriptedWorkers.right(task)));
        process(folder, 0, NEVER_TAKEN_OVER);

        await().atMost(LIMIT).until(() -> running(clusters) == clusters.size());
        await().atMost(LIMIT).until(() -> running(begun) == begun.size());
        assertThat(backbone.read(Topics.TASKS_INFRA, Task.class))
                .extracting(Task::getTaskId)
                .doesNotHaveDuplicates();
        assertTheJournalReplays();
    }

    @Test
    void theStateIsTheSameWhenItIsReadBackFromItsChangelog() throws IOException {
        var held = holdAt("bootstrap-acl");
        var first = folder();
        var before = start(first, 0);
        names("restored", 6).forEach(backbone::create);
        await().atMost(LIMIT).until(() -> held.containsAll(names("restored", 6)));
        await().atMost(LIMIT).until(() -> states(before).keySet().containsAll(keys("restored", 6)));
        await().atMost(LIMIT).until(() -> hashes(states(before)).equals(newestJournalled()));
        var states = states(before);

        before.stop(new ShutdownEvent());
        orchestrators.remove(before);
        delete(first);
        var after = start(first, 0);

        assertThat(states(after)).isEqualTo(states);
    }

    @Test
    void anInstanceIsReplacedWhileSagasRunAndNothingIsLost() {
        workers.script(once("launch-servers", new Pending("/operations/2", 300L)));
        var old = start(folder(), 1);
        start(folder(), 1);
        var clusters = names("upgraded", 8);
        clusters.subList(0, 4).forEach(backbone::create);
        await().atMost(LIMIT).until(() -> !tasks("upgraded-0").isEmpty());

        old.stop(new ShutdownEvent());
        orchestrators.remove(old);
        clusters.subList(4, 8).forEach(backbone::create);
        start(folder(), 1);

        await().atMost(LIMIT).until(() -> running(clusters) == clusters.size());
        assertThat(backbone.read(Topics.DEAD_LETTERS, DeadLetter.class)).isEmpty();
        assertTheJournalReplays();
    }

    @Test
    void aStandbyTakesOverFromAKilledInstance() throws Exception {
        var held = holdAt("await-quorum");
        var killed = process(folder(), 1, TAKEN_OVER_SOON);
        var survivor = start(folder(), 1);
        await().atMost(LIMIT).until(() -> standbys(survivor) > 0 && actives(survivor) > 0);
        var clusters = names("standby", 4);
        clusters.forEach(backbone::create);
        await().atMost(LIMIT).until(() -> held.containsAll(clusters));

        killed.destroyForcibly().waitFor();
        workers.script(task -> Optional.of(ScriptedWorkers.right(task)));

        await().atMost(LIMIT).until(() -> running(clusters) == clusters.size());
        assertThat(actives(survivor)).isEqualTo(4);
        assertTheJournalReplays();
    }

    private static Path folder() {
        try {
            return Files.createDirectories(folder.resolve("state-" + ++folders));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Orchestrator start(Path state, int standbys) {
        var orchestrator = backbone.orchestrator(state, standbys);
        orchestrators.add(orchestrator);
        await().atMost(LIMIT).until(orchestrator::ready);
        return orchestrator;
    }

    private Process process(Path state, int standbys, Duration patience) {
        var process = OrchestratorProcess.start(backbone, state, standbys, patience);
        processes.add(process);
        return process;
    }

    /** Answers everything but the tasks of one step; gives the names of the clusters that have come so far. */
    private Set<String> holdAt(String step) {
        var held = ConcurrentHashMap.<String>newKeySet();
        workers.script(task -> {
            if (task.getStep().equals(step)) {
                held.add(task.getScope().getClusterName());
                return Optional.empty();
            }
            return Optional.of(ScriptedWorkers.right(task));
        });
        return held;
    }

    private static Function<Task, Optional<Object>> once(String step, Object outcome) {
        return task -> Optional.of(
                task.getStep().equals(step) && task.getContinuation() == null ? outcome : ScriptedWorkers.right(task));
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    }

    private static List<String> keys(String prefix, int count) {
        return names(prefix, count).stream().map(Backbone::key).toList();
    }

    private static long running(List<String> clusters) {
        return backbone.states().entrySet().stream()
                .filter(state -> clusters.contains(state.getKey()))
                .filter(state -> state.getValue().getPhase().equals("RUNNING"))
                .count();
    }

    private static List<Task> tasks(String cluster) {
        return backbone.read(Topics.TASKS_INFRA, Task.class).stream()
                .filter(task -> task.getScope().getClusterName().equals(cluster))
                .toList();
    }

    private static Map<String, ByteBuffer> states(Orchestrator orchestrator) {
        var store = Objects.requireNonNull(orchestrator.streams())
                .store(StoreQueryParameters.fromNameAndType(
                        SagaProcessor.STATES, QueryableStoreTypes.<String, byte[]>keyValueStore()));
        var states = new HashMap<String, ByteBuffer>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> states.put(entry.key, ByteBuffer.wrap(entry.value)));
        }
        return states;
    }

    private static Map<String, ByteBuffer> hashes(Map<String, ByteBuffer> states) {
        var hashes = new HashMap<String, ByteBuffer>();
        states.forEach((key, state) -> hashes.put(key, ByteBuffer.wrap(Journal.hash(WireMessages.bytes(state)))));
        return hashes;
    }

    private static Map<String, ByteBuffer> newestJournalled() {
        var hashes = new HashMap<String, ByteBuffer>();
        backbone.read(Topics.SAGA_JOURNAL, JournalEntry.class)
                .forEach(entry -> hashes.put(entry.getKey(), entry.getStateHash()));
        return hashes;
    }

    private static void assertTheJournalReplays() {
        var replay = new JournalReplay(backbone.registry());
        assertThat(backbone.read(Topics.SAGA_JOURNAL, JournalEntry.class))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(replay.fold(entry)).isInstanceOf(Replayed.Same.class));
    }

    private static long standbys(Orchestrator orchestrator) {
        return threads(orchestrator.streams())
                .mapToLong(thread -> thread.standbyTasks().size())
                .sum();
    }

    private static long actives(Orchestrator orchestrator) {
        return threads(orchestrator.streams())
                .mapToLong(thread -> thread.activeTasks().size())
                .sum();
    }

    private static Stream<ThreadMetadata> threads(@Nullable KafkaStreams streams) {
        return Objects.requireNonNull(streams).metadataForLocalThreads().stream();
    }

    private static void delete(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
