package io.proconsul.bench.chaos.check;

import io.proconsul.bench.chaos.plan.Sabotage;
import io.proconsul.local.ledger.Effect;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Done;
import io.proconsul.wire.JournalEntry;
import io.proconsul.wire.OperationView;
import io.proconsul.wire.Payload;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Succeeded;
import io.proconsul.wire.Task;
import io.proconsul.wire.TaskResult;
import io.proconsul.wire.Verdict;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A made-up run, second by second: good until something is planted in it. */
final class Run {
    static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final String GROUP = "/subscriptions/s/resourceGroups/c1-mrg";

    final List<Asked> asked = new ArrayList<>();
    final List<Disturbance> disturbances = new ArrayList<>();
    final List<Effect> effects = new ArrayList<>();
    final List<String> blobs = new ArrayList<>();
    final List<String> mounts = new ArrayList<>();
    final List<String> deadLetters = new ArrayList<>();
    final List<String> alarms = new ArrayList<>();
    private final List<Seen<ClusterCommand>> commands = new ArrayList<>();
    private final List<Seen<ClusterState>> states = new ArrayList<>();
    private final List<Seen<Task>> tasks = new ArrayList<>();
    private final List<Seen<TaskResult>> results = new ArrayList<>();
    private final List<Seen<JournalEntry>> journal = new ArrayList<>();

    /** One cluster that is created within ten seconds and deleted within twenty, at second 30. */
    static Run good() {
        var run = new Run();
        run.effect(0, Effect.Kind.CREATED, "", 0)
                .effect(0, Effect.Kind.CREATED, "/providers/Microsoft.Authorization/roleAssignments/publisher", 0)
                .asked(1, "PUT", 202, "create")
                .command("create-command")
                .effect(2, Effect.Kind.CREATED, "/providers/Microsoft.Network/virtualNetworks/hvn", 3)
                .effect(3, Effect.Kind.CREATED, "/providers/Microsoft.Compute/virtualMachineScaleSets/c-server-0", 5)
                .state(10, "RUNNING", "create-cluster", "create", "SUCCEEDED", "create-command")
                .asked(11, "DELETE", 200, "delete")
                .command("delete-command")
                .effect(12, Effect.Kind.REMOVED, "/providers/Microsoft.Compute/virtualMachineScaleSets/c-server-0", 5)
                .effect(13, Effect.Kind.REMOVED, "/providers/Microsoft.Network/virtualNetworks/hvn", 3)
                .state(20, "DELETED", "delete-cluster", "delete", "SUCCEEDED", "delete-command");
        return run;
    }

    Run asked(int second, String verb, int status, String operation) {
        asked.add(new Asked("c1", verb, at(second), at(second).plusMillis(100), status, operation));
        return this;
    }

    Run command(String id) {
        var command = ClusterCommand.newBuilder()
                .setCommandId(id)
                .setScope(scope())
                .setName("create-cluster")
                .setBody(payload())
                .setIssuedAt(BEGIN)
                .setCorrelationId("")
                .setRequestedBy("azure")
                .build();
        commands.add(seen("cluster.commands", 0, BEGIN, command));
        return this;
    }

    Run state(int second, String phase, String name, String operation, String status, String command) {
        var state = ClusterState.newBuilder()
                .setScope(scope())
                .setClusterId("id")
                .setIncarnation(1)
                .setPhase(phase)
                .setOperations(List.of(OperationView.newBuilder()
                        .setOperationId(operation)
                        .setName(name)
                        .setStatus(status)
                        .setStartedAt(BEGIN)
                        .build()))
                .setVerdicts(List.of(Verdict.newBuilder()
                        .setCommandId(command)
                        .setOperationId(operation)
                        .build()))
                .setChangedAt(at(second))
                .setRevision(second)
                .build();
        states.add(seen("cluster.state", 0, at(second), state));
        return this;
    }

    /** @param epoch 0 for a resource without tags */
    Run effect(int second, Effect.Kind kind, String pathInGroup, long epoch) {
        Map<String, String> tags =
                epoch == 0 ? Map.of() : Map.of("proconsul-cluster", "id", "proconsul-epoch", Long.toString(epoch));
        return effect(second, kind, pathInGroup, tags);
    }

    Run effect(int second, Effect.Kind kind, String pathInGroup, Map<String, String> tags) {
        return effect(at(second), kind, pathInGroup, tags);
    }

    Run effect(Instant at, Effect.Kind kind, String pathInGroup, Map<String, String> tags) {
        var type = pathInGroup.replaceFirst("/providers/", "").replaceFirst("/[^/]*$", "");
        effects.add(new Effect(at, kind, GROUP + pathInGroup, type, tags));
        return this;
    }

    Run disturbed(int second, String target) {
        disturbances.add(new Disturbance(at(second), new Sabotage(1, Sabotage.Kind.KILL, target, Duration.ZERO)));
        return this;
    }

    /** A task of the infra worker and, later, its answer. */
    Run task(int partition, int second, int answered) {
        var id = "task-" + partition + "-" + second;
        var task = Task.newBuilder()
                .setTaskId(id)
                .setSagaId("saga")
                .setClusterId("id")
                .setScope(scope())
                .setStep("prepare-network")
                .setDirection("FORWARD")
                .setAttempt(1)
                .setEpoch(1)
                .setCommand(payload())
                .setDeadline(at(1000))
                .build();
        tasks.add(seen("tasks.infra", partition, at(second), task));
        var result = TaskResult.newBuilder()
                .setTaskId(id)
                .setSagaId("saga")
                .setClusterId("id")
                .setStep("prepare-network")
                .setDirection("FORWARD")
                .setAttempt(1)
                .setEpoch(1)
                .setOutcome(new Succeeded(payload()))
                .build();
        results.add(seen("task.results", partition, at(answered), result));
        return this;
    }

    Run transition(int partition, int second) {
        var entry = JournalEntry.newBuilder()
                .setKey("key")
                .setRevision(1)
                .setAt(at(second))
                .setSource("task.results")
                .setInput(ByteBuffer.allocate(0))
                .setEvents(List.of())
                .setStateHash(ByteBuffer.allocate(0))
                .build();
        journal.add(seen("saga.journal", partition, at(second), entry));
        return this;
    }

    Judgement judged() {
        return Checker.judge(new Evidence(
                asked,
                disturbances,
                effects,
                blobs,
                mounts,
                new Evidence.Topics(commands, states, tasks, results, journal, deadLetters),
                alarms));
    }

    static Instant at(int second) {
        return BEGIN.plusSeconds(second);
    }

    private static Scope scope() {
        return new Scope("t", "s", "c1-mrg", "c1");
    }

    private static Payload payload() {
        return Payloads.pack(new Done(0));
    }

    private static <T> Seen<T> seen(String topic, int partition, Instant at, T value) {
        return new Seen<>(topic, partition, 0, at, "key", value);
    }
}
