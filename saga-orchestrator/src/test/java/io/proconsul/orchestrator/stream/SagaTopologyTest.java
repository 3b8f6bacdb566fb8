package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.orchestrator.cluster.ClusterSagas;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.InMemorySchemaRegistry;
import io.proconsul.schemas.Payloads;
import io.proconsul.schemas.Topic;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterEvent;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.CreateCluster;
import io.proconsul.wire.DeleteCluster;
import io.proconsul.wire.Failed;
import io.proconsul.wire.FailureCause;
import io.proconsul.wire.OperationView;
import io.proconsul.wire.Payload;
import io.proconsul.wire.Pending;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Succeeded;
import io.proconsul.wire.Task;
import io.proconsul.wire.TaskResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SagaTopologyTest {
    private static final Scope SCOPE = new Scope("tenant", "subscription", "group", "consul");
    private static final String KEY = Ids.scopeKey(SCOPE);

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final Map<String, SpecificRecord> scripted = new HashMap<>();
    private final List<Task> performed = new ArrayList<>();
    private TopologyTestDriver driver;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeEach
    void open() {
        var pace = new SagaProcessor.Pace(Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofMillis(500));
        var settings = new Properties();
        settings.put("application.id", "test");
        settings.put("bootstrap.servers", "nowhere:1");
        driver = new TopologyTestDriver(
                new SagaTopology(ClusterSagas.definitions(), registry, false, pace).build(), settings, now);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void createsAClusterAndTellsReadersAndBilling() {
        command("create-1", "create-cluster", new CreateCluster(spec()));

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
        command("create-1", "create-cluster", new CreateCluster(spec()));
        work();
        command("delete", "delete-cluster", new DeleteCluster("done with it"));

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
        command("create-1", "create-cluster", new CreateCluster(spec()));

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
        command("create-1", "create-cluster", new CreateCluster(spec()));
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
        command("create-1", "create-cluster", new CreateCluster(spec()));
        work();

        assertThat(read(Topics.DEAD_LETTERS, io.proconsul.wire.DeadLetter.class))
                .extracting(letter -> letter.getTopic() + "@" + letter.getOffset())
                .hasSize(3)
                .contains("cluster.commands@0", "cluster.commands@1");
        assertThat(newestState().getPhase()).isEqualTo("RUNNING");
    }

    private void command(String id, String name, SpecificRecord body) {
        now = now.plusSeconds(1);
        Payload payload = Payloads.pack(body);
        driver.createInputTopic(
                        Topics.CLUSTER_COMMANDS.name(),
                        new StringSerializer(),
                        new AvroSerializer<ClusterCommand>(registry))
                .pipeInput(KEY, new ClusterCommand(id, SCOPE, name, payload, now, "correlation", "me"), now);
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
        var states = read(Topics.CLUSTER_STATE, ClusterState.class);
        return states.get(states.size() - 1);
    }

    private <V extends SpecificRecord> List<V> read(Topic<V> topic, Class<V> type) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), new AvroDeserializer<>(type, registry))
                .readValuesToList();
    }

    private static ClusterSpec spec() {
        return ClusterSpec.newBuilder()
                .setLocation("westus2")
                .setDatacenter("dc1")
                .setConsulVersion("v1.21.4")
                .setServers(1)
                .setMode("DEVELOPMENT")
                .setVnetCidr("172.25.16.0/24")
                .setExternalEndpoint(false)
                .setConnect(true)
                .setAutomaticUpgrades(false)
                .setSnapshotInterval("P1D")
                .setSnapshotRetention("P30D")
                .setEmail("owner@example.net")
                .setManagedApplicationId("")
                .setSourceChannel("test")
                .setResourceUsageId("")
                .setPlan("")
                .setTags(Map.of())
                .build();
    }
}
