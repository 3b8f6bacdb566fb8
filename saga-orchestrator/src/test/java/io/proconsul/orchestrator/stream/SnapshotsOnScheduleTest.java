package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.proconsul.orchestrator.cluster.ClusterSagas;
import io.proconsul.orchestrator.cluster.Specifications;
import io.proconsul.orchestrator.stream.JournalReplay.Replayed;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.InMemorySchemaRegistry;
import io.proconsul.schemas.Payloads;
import io.proconsul.schemas.Topic;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.CreateCluster;
import io.proconsul.wire.CreateToken;
import io.proconsul.wire.DeleteCluster;
import io.proconsul.wire.Failed;
import io.proconsul.wire.FailureCause;
import io.proconsul.wire.JournalEntry;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Snapshot;
import io.proconsul.wire.SnapshotTaken;
import io.proconsul.wire.Succeeded;
import io.proconsul.wire.TakeSnapshot;
import io.proconsul.wire.Task;
import io.proconsul.wire.TaskResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster takes a snapshot every day and keeps it for three, and the test's clock goes as fast as it likes. */
class SnapshotsOnScheduleTest {
    private static final Scope SCOPE = new Scope("tenant", "subscription", "group", "consul");
    private static final String KEY = Ids.scopeKey(SCOPE);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final List<ClusterState> states = new ArrayList<>();
    private final List<JournalEntry> journal = new ArrayList<>();
    private final List<String> performed = new ArrayList<>();
    private boolean snapshotsFail;
    private TopologyTestDriver driver;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeEach
    void open() {
        var pace = new SagaProcessor.Pace(Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofMillis(500));
        var suspects = new Suspects();
        var settings = new Properties();
        settings.put("application.id", "test");
        settings.put("bootstrap.servers", "nowhere:1");
        settings.putAll(StreamFailures.settings(suspects));
        var meters = new SagaMeters(new SimpleMeterRegistry(), InstantSource.system());
        var shared = new SagaProcessor.Shared(pace, new Pacers(), suspects, meters);
        driver = new TopologyTestDriver(
                new SagaTopology(ClusterSagas.definitions(), registry, false, shared).build(), settings, now);
        command("create", "create-cluster", new CreateCluster(spec()));
        work();
        pass(SOON);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void takesOneEachDay() {
        assertThat(kinds()).containsExactly("FIRST");

        pass(DAY);
        assertThat(kinds()).containsExactly("FIRST", "SCHEDULED");
        pass(Duration.ofHours(12));
        assertThat(kinds()).hasSize(2);
        pass(Duration.ofHours(12));
        assertThat(snapshots()).hasSize(3).extracting(Snapshot::getState).containsOnly("READY");
    }

    @Test
    void takesOneForAllTheDaysThatItMissed() {
        pass(Duration.ofDays(40));

        assertThat(kinds()).containsExactly("FIRST", "SCHEDULED");
    }

    @Test
    void oneThatFailsIsListedAndNotTriedAgainBeforeTheNextDay() {
        snapshotsFail = true;
        pass(DAY);
        snapshotsFail = false;
        assertThat(states()).containsExactly("READY", "CREATING_FAILED");
        pass(Duration.ofHours(12));
        assertThat(states()).hasSize(2);

        pass(Duration.ofHours(12));

        assertThat(states()).containsExactly("READY", "CREATING_FAILED", "READY");
    }

    @Test
    void waitsForWhatIsUnderWayAndTakesUpNoPlaceInTheQueue() {
        command("token", "create-token", new CreateToken("accessor", "vault:v1:x", now.plus(DAY.multipliedBy(9))));
        now = now.plus(DAY);
        driver.advanceWallClockTime(DAY);
        assertThat(newestState().getOperations())
                .noneMatch(operation -> operation.getName().equals("create-snapshot"));

        work();
        pass(SOON);

        assertThat(kinds()).containsExactly("FIRST", "SCHEDULED");
    }

    @Test
    void whatIsTooOldGoesAndTheNewestStays() {
        for (int day = 1; day <= 5; day++) {
            pass(DAY);
        }

        assertThat(kinds()).containsExactly("SCHEDULED", "SCHEDULED", "SCHEDULED", "SCHEDULED");
        assertThat(performed).filteredOn("remove-snapshot"::equals).hasSize(2);
    }

    @Test
    void aClusterThatIsGoneTakesNone() {
        command("delete", "delete-cluster", new DeleteCluster("done with it", false));
        work();
        var before = List.copyOf(performed);

        pass(DAY.multipliedBy(3));

        assertThat(performed).isEqualTo(before);
    }

    @Test
    void theJournalReplaysWithWhatNobodyAskedFor() {
        pass(DAY.multipliedBy(5));
        pass(DAY);

        journal.addAll(read(Topics.SAGA_JOURNAL, JournalEntry.class));

        var replay = new JournalReplay(registry);
        assertThat(journal).hasSizeGreaterThan(20).allSatisfy(entry -> assertThat(replay.fold(entry))
                .isInstanceOf(Replayed.Same.class));
    }

    private static ClusterSpec spec() {
        return ClusterSpec.newBuilder(Specifications.SMALL)
                .setSnapshotInterval("PT24H")
                .setSnapshotRetention("PT72H")
                .build();
    }

    private void command(String id, String name, SpecificRecord body) {
        now = now.plusSeconds(1);
        driver.createInputTopic(
                        Topics.CLUSTER_COMMANDS.name(),
                        new StringSerializer(),
                        new AvroSerializer<ClusterCommand>(registry))
                .pipeInput(
                        KEY,
                        new ClusterCommand(id, SCOPE, name, Payloads.pack(body), now, "correlation", "me", null, null),
                        now);
    }

    /** Time passes, and workers do what there is to do. */
    private void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
        work();
    }

    private void work() {
        var results = driver.createInputTopic(
                Topics.TASK_RESULTS.name(), new StringSerializer(), new AvroSerializer<TaskResult>(registry));
        List<Task> tasks;
        do {
            tasks = Stream.of(Topics.TASKS_INFRA, Topics.TASKS_CERT, Topics.TASKS_SNAPSHOT)
                    .flatMap(topic -> read(topic, Task.class).stream())
                    .toList();
            for (var task : tasks) {
                performed.add(task.getStep());
                now = now.plusMillis(1);
                results.pipeInput(KEY, result(task), now);
            }
        } while (!tasks.isEmpty());
    }

    private TaskResult result(Task task) {
        return new TaskResult(
                task.getTaskId(),
                task.getSagaId(),
                task.getClusterId(),
                task.getStep(),
                task.getDirection(),
                task.getAttempt(),
                task.getEpoch(),
                outcome(task));
    }

    private Object outcome(Task task) {
        if (!task.getDirection().equals("FORWARD")
                || !task.getCommand().getType().equals("TakeSnapshot")) {
            return new Succeeded(Payloads.pack(
                    task.getDirection().equals("FORWARD")
                            ? Replies.to(task.getStep())
                            : new io.proconsul.wire.Done(1)));
        }
        if (snapshotsFail) {
            return new Failed("NoLeader", "none", FailureCause.PERMANENT, null);
        }
        var wanted = Payloads.unpack(task.getCommand(), TakeSnapshot.class);
        var id = wanted.getSnapshotId().isEmpty() ? task.getSagaId() : wanted.getSnapshotId();
        return new Succeeded(Payloads.pack(new SnapshotTaken(new Snapshot(
                id, id + ".snap", 1L, 1L, "00", now, "", wanted.getKind(), "READY", "1.21.4", null, null))));
    }

    private List<String> kinds() {
        return snapshots().stream().map(Snapshot::getKind).toList();
    }

    private List<String> states() {
        return snapshots().stream().map(Snapshot::getState).toList();
    }

    private List<Snapshot> snapshots() {
        return Payloads.unpack(Objects.requireNonNull(newestState().getDocument()), Cluster.class)
                .getSnapshots();
    }

    private ClusterState newestState() {
        states.addAll(read(Topics.CLUSTER_STATE, ClusterState.class));
        return states.get(states.size() - 1);
    }

    private <V extends SpecificRecord> List<V> read(Topic<V> topic, Class<V> type) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), new AvroDeserializer<>(type, registry))
                .readValuesToList();
    }
}
