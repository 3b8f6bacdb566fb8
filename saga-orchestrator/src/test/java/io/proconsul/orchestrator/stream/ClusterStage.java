package io.proconsul.orchestrator.stream;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.proconsul.orchestrator.cluster.ClusterSagas;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.ConsulVersion;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.InMemorySchemaRegistry;
import io.proconsul.schemas.Payloads;
import io.proconsul.schemas.Topic;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Done;
import io.proconsul.wire.OperationView;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Succeeded;
import io.proconsul.wire.Task;
import io.proconsul.wire.TaskResult;
import io.proconsul.wire.Verdict;
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
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;

/** Any number of clusters on one topology, with workers that do everything right unless they are told otherwise. */
final class ClusterStage implements AutoCloseable {
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final Map<String, SpecificRecord> scripted = new HashMap<>();
    private final List<Task> performed = new ArrayList<>();
    private final List<Task> held = new ArrayList<>();
    private final Map<String, ClusterState> states = new HashMap<>();
    private final TopologyTestDriver driver;
    private String holding = "";
    private int copies = 1;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    ClusterStage() {
        this(List.of());
    }

    /** @param offered what clusters may upgrade themselves to */
    ClusterStage(List<ConsulVersion> offered) {
        var pace = new SagaProcessor.Pace(Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofMillis(500));
        var suspects = new Suspects();
        var settings = new Properties();
        settings.put("application.id", "test");
        settings.put("bootstrap.servers", "nowhere:1");
        settings.putAll(StreamFailures.settings(suspects));
        var meters = new SagaMeters(new SimpleMeterRegistry(), InstantSource.system());
        var shared = new SagaProcessor.Shared(pace, new Pacers(), suspects, meters, offered);
        var topology = new SagaTopology(ClusterSagas.definitions(), registry, false, shared);
        driver = new TopologyTestDriver(topology.build(), settings, now);
    }

    InMemorySchemaRegistry registry() {
        return registry;
    }

    /** The verdict on the command. */
    Verdict ask(Scope scope, String id, String name, SpecificRecord body) {
        now = now.plusSeconds(1);
        var command = new ClusterCommand(id, scope, name, Payloads.pack(body), now, "correlation", "me", null, null);
        var commands = driver.createInputTopic(
                Topics.CLUSTER_COMMANDS.name(), new StringSerializer(), new AvroSerializer<ClusterCommand>(registry));
        for (int copy = 0; copy < copies; copy++) {
            commands.pipeInput(Ids.scopeKey(scope), command, now);
        }
        return state(scope).getVerdicts().stream()
                .filter(verdict -> verdict.getCommandId().equals(id))
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    /** What workers answer to a step from now on. */
    void answer(String step, SpecificRecord outcome) {
        scripted.put(step, outcome);
    }

    /** Tasks of this step lie about until they are released. */
    void hold(String step) {
        holding = step;
    }

    void release() {
        holding = "";
        held.forEach(this::perform);
        held.clear();
        work();
    }

    void sendEverythingTwice() {
        copies = 2;
    }

    /** Time passes at once, and then workers do what there is to do. */
    void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
        work();
    }

    /** Workers answer and short waits come to their end, until nobody has anything to do or to wait for. */
    void work() {
        for (int wait = 0; wait < 10; wait++) {
            workOff();
            now = now.plusSeconds(1);
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
        workOff();
    }

    private void workOff() {
        List<Task> tasks;
        do {
            tasks = Stream.of(Topics.TASKS_INFRA, Topics.TASKS_CERT, Topics.TASKS_SNAPSHOT)
                    .flatMap(topic -> read(topic, Task.class).stream())
                    .toList();
            for (var task : tasks) {
                if (task.getStep().equals(holding)) {
                    held.add(task);
                } else {
                    perform(task);
                }
            }
        } while (!tasks.isEmpty());
    }

    private void perform(Task task) {
        performed.add(task);
        now = now.plusMillis(1);
        var results = driver.createInputTopic(
                Topics.TASK_RESULTS.name(), new StringSerializer(), new AvroSerializer<TaskResult>(registry));
        for (int copy = 0; copy < copies; copy++) {
            results.pipeInput(Ids.scopeKey(task.getScope()), result(task), now);
        }
    }

    private TaskResult result(Task task) {
        var forward = task.getDirection().equals("FORWARD");
        Object outcome = forward && scripted.containsKey(task.getStep())
                ? scripted.get(task.getStep())
                : new Succeeded(Payloads.pack(forward ? Replies.to(task.getStep()) : new Done(1)));
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

    /** The steps that workers have done, in order. */
    List<String> performed(Scope scope) {
        return performed.stream()
                .filter(task -> task.getScope().equals(scope))
                .map(Task::getStep)
                .toList();
    }

    List<Task> performed() {
        return performed;
    }

    String phase(Scope scope) {
        return state(scope).getPhase();
    }

    Cluster document(Scope scope) {
        return Payloads.unpack(requireNonNull(state(scope).getDocument()), Cluster.class);
    }

    OperationView newestOperation(Scope scope) {
        var operations = state(scope).getOperations();
        return operations.get(operations.size() - 1);
    }

    private ClusterState state(Scope scope) {
        driver.advanceWallClockTime(Duration.ofMillis(600)); // until readers have seen it
        read(Topics.CLUSTER_STATE, ClusterState.class)
                .forEach(state -> states.put(Ids.scopeKey(state.getScope()), state));
        return requireNonNull(states.get(Ids.scopeKey(scope)), "nothing is known of " + scope);
    }

    <V extends SpecificRecord> List<V> read(Topic<V> topic, Class<V> type) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), new AvroDeserializer<>(type, registry))
                .readValuesToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
