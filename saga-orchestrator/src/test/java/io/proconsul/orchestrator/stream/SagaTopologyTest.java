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
import io.proconsul.schemas.letters.LostTimer;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterEvent;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.CreateCluster;
import io.proconsul.wire.DeadLetter;
import io.proconsul.wire.DeleteCluster;
import io.proconsul.wire.Failed;
import io.proconsul.wire.FailureCause;
import io.proconsul.wire.JournalEntry;
import io.proconsul.wire.OperationView;
import io.proconsul.wire.Payload;
import io.proconsul.wire.Pending;
import io.proconsul.wire.ResolveOperation;
import io.proconsul.wire.Scope;
import io.proconsul.wire.StepView;
import io.proconsul.wire.Succeeded;
import io.proconsul.wire.Task;
import io.proconsul.wire.TaskResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SagaTopologyTest {
    private static final Scope SCOPE = new Scope("tenant", "subscription", "group", "consul");
    private static final String KEY = Ids.scopeKey(SCOPE);

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final Map<String, SpecificRecord> scripted = new HashMap<>();
    private final List<Task> performed = new ArrayList<>();
    private final List<ClusterState> states = new ArrayList<>();
    private final Suspects suspects = new Suspects();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TopologyTestDriver driver;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeEach
    void open() {
        var pace = new SagaProcessor.Pace(Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofMillis(500));
        var settings = new Properties();
        settings.put("application.id", "test");
        settings.put("bootstrap.servers", "nowhere:1");
        settings.putAll(StreamFailures.settings(suspects));
        var shared =
                new SagaProcessor.Shared(pace, new Pacers(), suspects, new SagaMeters(meters, InstantSource.system()));
        driver = new TopologyTestDriver(
                new SagaTopology(ClusterSagas.definitions(), registry, false, shared).build(), settings, now);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void createsAClusterAndTellsReadersAndBilling() {
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));

        work();

        var state = newestState();
        assertThat(state.getPhase()).isEqualTo("RUNNING");
        assertThat(state.getVerdicts()).singleElement().satisfies(verdict -> {
            assertThat(verdict.getCommandId()).isEqualTo("create-1");
            assertThat(verdict.getOperationId()).isNotNull();
        });
        assertThat(performed)
                .extracting(Task::getStep)
                .containsExactlyInAnyOrderElementsOf(ClusterSagas.definitions()
                        .newest("create-cluster")
                        .orElseThrow()
                        .stepNames());
        assertThat(read(Topics.CLUSTER_EVENTS, ClusterEvent.class))
                .extracting(ClusterEvent::getType)
                .containsExactly("ClusterStarted");
    }

    @Test
    void deletesItAndForgetsTheDocument() {
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));
        work();
        command("delete", "delete-cluster", new DeleteCluster("done with it", false));

        work();

        var state = newestState();
        assertThat(state.getPhase()).isEqualTo("DELETED");
        assertThat(state.getDocument()).isNull();
        assertThat(state.getOperations())
                .extracting(OperationView::getStatus)
                .containsExactly("SUCCEEDED", "SUCCEEDED");
    }

    @Test
    void undoesEverythingInReverseWhenAStepFailsForGood() {
        scripted.put("await-quorum", new Failed("NoQuorum", "never", FailureCause.PERMANENT, null));
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));

        work();

        assertThat(newestState().getPhase()).isEqualTo("FAILED");
        assertThat(performed.stream()
                        .filter(task -> task.getDirection().equals("BACKWARD"))
                        .map(Task::getStep))
                .startsWith("launch-servers", "publish-configuration")
                .endsWith("reserve-resource-group");
    }

    @Test
    void aShortPollIsADeadlineAndALongOneGoesThroughADelayTopic() {
        scripted.put("prepare-network", new Pending("op", 1000L));
        scripted.put("create-storage", new Pending("op", 7000L));
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));
        work();
        scripted.clear();

        now = now.plusSeconds(3);
        driver.advanceWallClockTime(Duration.ofSeconds(3));
        work();

        assertThat(performed)
                .extracting(Task::getStep)
                .filteredOn("prepare-network"::equals)
                .hasSize(2);
        assertThat(read(Topics.delays().get(0).topic(), io.proconsul.wire.Timer.class))
                .singleElement()
                .extracting(io.proconsul.wire.Timer::getStep)
                .isEqualTo("create-storage");
    }

    @Test
    void poisonBecomesADeadLetterWithItsCoordinatesAndTheStreamGoesOn() {
        raw(Topics.CLUSTER_COMMANDS).pipeInput(KEY, "junk".getBytes(StandardCharsets.UTF_8), now);
        raw(Topics.CLUSTER_COMMANDS).pipeInput(KEY, null, now);
        raw(Topics.TASK_RESULTS).pipeInput(KEY, new byte[] {0, 0, 0, 0, 99}, now);
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));
        work();

        assertThat(read(Topics.DEAD_LETTERS, io.proconsul.wire.DeadLetter.class))
                .extracting(letter -> letter.getTopic() + "@" + letter.getOffset())
                .hasSize(3)
                .contains("cluster.commands@0", "cluster.commands@1");
        assertThat(newestState().getPhase()).isEqualTo("RUNNING");
    }

    @Test
    void anUnreadableResultParksTheSagaAndTheOperatorIsToldWhy() {
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));

        raw(Topics.TASK_RESULTS).pipeInput(KEY, new byte[] {0, 0, 0, 0, 99}, now);

        var operation = newestOperation();
        assertThat(operation.getStatus()).isEqualTo("NEEDS_OPERATOR");
        assertThat(operation.getSteps()).allSatisfy(step -> {
            assertThat(step.getStatus()).isEqualTo("STUCK");
            assertThat(step.getError()).isNotNull();
            assertThat(step.getError().getMessage())
                    .startsWith("task.results-0@0 could not be processed: MalformedRecordException: ");
        });
    }

    @Test
    void anAnswerThatComesAfterAllTakesTheSagaOn() {
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));
        raw(Topics.TASK_RESULTS).pipeInput(KEY, new byte[] {0, 0, 0, 0, 99}, now);

        work();

        assertThat(newestState().getPhase()).isEqualTo("RUNNING");
    }

    @Test
    void anUnreadableTimerParksOnlyWhatWaitsAndARetryTakesItOn() {
        scripted.put("create-storage", new Pending("op", 7000L));
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));
        work();
        scripted.clear();

        raw(Topics.TIMERS_DUE).pipeInput(KEY, new byte[] {1}, now);

        assertThat(newestOperation().getSteps())
                .filteredOn(step -> step.getStatus().equals("STUCK"))
                .extracting(StepView::getName)
                .containsExactly("create-storage");
        command(
                "retry",
                "resolve-operation",
                new ResolveOperation(newestOperation().getOperationId(), "RETRY", "again"));
        work();
        assertThat(newestState().getPhase()).isEqualTo("RUNNING");
    }

    @Test
    void anUnreadableCommandParksNothing() {
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));
        var before = newestState();

        raw(Topics.CLUSTER_COMMANDS).pipeInput(KEY, new byte[] {1}, now);

        assertThat(read(Topics.CLUSTER_STATE, ClusterState.class)).isEmpty();
        assertThat(before.getPhase()).isEqualTo("CREATING");
        assertThat(letters()).hasSize(1);
    }

    @Test
    void poisonOfOneClusterLeavesTheOthersAlone() {
        var poisoned = "00000000-0000-5000-8000-000000000000";
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));
        raw(Topics.TASK_RESULTS).pipeInput(poisoned, new byte[] {1}, now);

        work();

        assertThat(newestState().getPhase()).isEqualTo("RUNNING");
        assertThat(letters()).hasSize(1);
    }

    @Test
    void aKeyThatIsNoTextIsKeptAsItWas() {
        var key = new byte[] {(byte) 0xff, (byte) 0xfe};
        driver.createInputTopic(Topics.TASK_RESULTS.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(key, new byte[] {1}, now);

        assertThat(letters()).singleElement().extracting(DeadLetter::getKey).isEqualTo(ByteBuffer.wrap(key));
    }

    @Test
    void aRecordTooLargeForALetterIsNamedAndLeftWhereItIs() {
        raw(Topics.TASK_RESULTS).pipeInput(KEY, new byte[1000 * 1024], now);

        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.getOmitted()).isTrue();
            assertThat(letter.getValue()).isNull();
            assertThat(letter.getTopic()).isEqualTo("task.results");
        });
    }

    @Test
    void aTimerLostOnItsWayParksWithoutASecondLetter() {
        scripted.put("create-storage", new Pending("op", 7000L));
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));
        work();
        var letter = new DeadLetter("delays.5s", 2, 7L, now, "delay-forwarder", "no timer", null, null, false);

        var headers = new RecordHeaders().add(LostTimer.header(letter));
        raw(Topics.TIMERS_DUE).pipeInput(new TestRecord<>(KEY, null, headers, now));

        assertThat(newestOperation().getStatus()).isEqualTo("NEEDS_OPERATOR");
        assertThat(letters()).isEmpty();
    }

    @Test
    void anInputThatFailedItsThreadIsBuriedWhenItComesAgain() {
        suspects.suspect(new Suspects.Input("task.results", 0, 0), "what it leads to is too large");
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));

        work();

        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.getReason()).isEqualTo("what it leads to is too large");
            assertThat(letter.getOffset()).isZero();
        });
        assertThat(newestOperation().getStatus()).isEqualTo("NEEDS_OPERATOR");
    }

    @Test
    void aDeadlineThatFailedItsThreadParksTheSaga() {
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));
        suspects.suspect(Suspects.Input.wakeOf(KEY), "what it leads to is too large");

        driver.advanceWallClockTime(Duration.ofHours(1));

        assertThat(newestOperation().getSteps()).isNotEmpty().allSatisfy(step -> assertThat(step.getStatus())
                .isEqualTo("STUCK"));
    }

    @Test
    void theJournalReplaysToTheSameStatesPoisonAndDeadlinesIncluded() {
        scripted.put("prepare-network", new Pending("op", 300L));
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));
        raw(Topics.TASK_RESULTS).pipeInput(KEY, new byte[] {1}, now);
        work();
        scripted.clear();
        now = now.plusSeconds(2);
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        work();

        var journal = read(Topics.SAGA_JOURNAL, JournalEntry.class);

        assertThat(journal).extracting(JournalEntry::getSource).contains("wakes", "dead.letters", "task.results");
        var replay = new JournalReplay(registry);
        assertThat(journal).hasSizeGreaterThan(15).allSatisfy(entry -> assertThat(replay.fold(entry))
                .isInstanceOf(Replayed.Same.class));
    }

    @Test
    void aReplayNamesTheFirstDifferenceAndJudgesNothingBehindIt() {
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));
        work();
        var journal = read(Topics.SAGA_JOURNAL, JournalEntry.class);
        var another = JournalEntry.newBuilder(journal.get(1))
                .setStateHash(ByteBuffer.wrap(new byte[32]))
                .build();

        var replay = new JournalReplay(registry);

        assertThat(replay.fold(journal.get(0))).isInstanceOf(Replayed.Same.class);
        assertThat(replay.fold(another))
                .isInstanceOfSatisfying(Replayed.Different.class, different -> assertThat(different.words())
                        .startsWith("expected revision 2 (task.results at ")
                        .contains("to lead to state 000000000000, but today's code comes to "));
        assertThat(replay.fold(journal.get(2))).isInstanceOf(Replayed.Unknown.class);
    }

    @Test
    void aJournalWithoutItsBeginningCannotBeReplayed() {
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));
        work();
        var journal = read(Topics.SAGA_JOURNAL, JournalEntry.class);

        assertThat(new JournalReplay(registry).fold(journal.get(3)))
                .isEqualTo(new Replayed.Unknown("expected revision 1, but the journal goes on with revision 4"));
    }

    @Test
    void countsWhatIsStaleAndBuriedAndKnowsTheOldestSaga() {
        command("create-1", "create-cluster", new CreateCluster(Specifications.SMALL));
        raw(Topics.CLUSTER_COMMANDS).pipeInput(KEY, new byte[] {1}, now);
        assertThat(meters.get("proconsul.sagas.oldest.seconds").gauge().value()).isPositive();

        work();
        driver.createInputTopic(
                        Topics.TIMERS_DUE.name(),
                        new StringSerializer(),
                        new AvroSerializer<io.proconsul.wire.Timer>(registry))
                .pipeInput(KEY, new io.proconsul.wire.Timer("saga", "step", 1L, now), now);

        assertThat(meters.get("proconsul.inputs.stale").counter().count()).isEqualTo(1);
        assertThat(meters.get("proconsul.dead.letters")
                        .tag("topic", "cluster.commands")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("proconsul.inputs.age")
                        .tag("topic", "task.results")
                        .timer()
                        .count())
                .isPositive();
        assertThat(meters.get("proconsul.sagas.oldest.seconds").gauge().value()).isZero();
    }

    private OperationView newestOperation() {
        var operations = newestState().getOperations();
        return operations.get(operations.size() - 1);
    }

    private List<DeadLetter> letters() {
        return read(Topics.DEAD_LETTERS, DeadLetter.class);
    }

    private void command(String id, String name, SpecificRecord body) {
        now = now.plusSeconds(1);
        Payload payload = Payloads.pack(body);
        driver.createInputTopic(
                        Topics.CLUSTER_COMMANDS.name(),
                        new StringSerializer(),
                        new AvroSerializer<ClusterCommand>(registry))
                .pipeInput(
                        KEY, new ClusterCommand(id, SCOPE, name, payload, now, "correlation", "me", null, null), now);
    }

    private TestInputTopic<String, byte[]> raw(Topic<?> topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer());
    }

    /** Workers answer until nothing is left to do. */
    private void work() {
        var results = driver.createInputTopic(
                Topics.TASK_RESULTS.name(), new StringSerializer(), new AvroSerializer<TaskResult>(registry));
        List<Task> tasks;
        do {
            tasks = Stream.of(Topics.TASKS_INFRA, Topics.TASKS_CERT, Topics.TASKS_SNAPSHOT)
                    .flatMap(topic -> read(topic, Task.class).stream())
                    .toList();
            for (var task : tasks) {
                performed.add(task);
                now = now.plusMillis(1);
                results.pipeInput(KEY, result(task), now);
            }
        } while (!tasks.isEmpty());
    }

    private TaskResult result(Task task) {
        var forward = task.getDirection().equals("FORWARD");
        Object outcome = forward && scripted.containsKey(task.getStep())
                ? scripted.get(task.getStep())
                : new Succeeded(Payloads.pack(forward ? Replies.to(task.getStep()) : new io.proconsul.wire.Done(1)));
        return new TaskResult(
                task.getTaskId(),
                task.getSagaId(),
                task.getClusterId(),
                task.getStep(),
                task.getDirection(),
                task.getAttempt(),
                task.getEpoch(),
                outcome);
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
