package io.proconsul.simulation;

import io.proconsul.saga.engine.SagaEvent;
import io.proconsul.saga.engine.SagaInput;
import io.proconsul.saga.engine.SagaInput.Resolution;
import io.proconsul.saga.engine.SagaInput.StartRequested;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.CreateCluster;
import io.proconsul.wire.CreatePeering;
import io.proconsul.wire.CreateSnapshot;
import io.proconsul.wire.CreateToken;
import io.proconsul.wire.DeleteCluster;
import io.proconsul.wire.DeletePeering;
import io.proconsul.wire.DeleteSnapshot;
import io.proconsul.wire.GrowCluster;
import io.proconsul.wire.RenameSnapshot;
import io.proconsul.wire.RestoreSnapshot;
import io.proconsul.wire.UpdateCluster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everyone outside: users who ask, ask again and change their minds, and the operator who looks after what is stuck. */
final class Clients {
    private static final CreateCluster CREATE = new CreateCluster(ClusterSpec.newBuilder()
            .setLocation("westeurope")
            .setDatacenter("dc")
            .setConsulVersion("v1.21.4")
            .setServers(3)
            .setMode("PRODUCTION")
            .setVnetCidr("10.0.0.0/24")
            .setExternalEndpoint(true)
            .setConnect(true)
            .setAutomaticUpgrades(true)
            .setSnapshotInterval("PT1H")
            .setSnapshotRetention("P30D")
            .setEmail("ops@example.com")
            .setManagedApplicationId("/applications/a")
            .setSourceChannel("simulation")
            .setResourceUsageId("")
            .setPlan("")
            .setTags(Map.of())
            .build());
    private static final DeleteCluster DELETE = new DeleteCluster("no longer needed", false);
    private static final ExtendClusterSaga.Extend EXTEND = new ExtendClusterSaga.Extend("an annex");

    /** What is done to clusters that run. The snapshot that there is, is the one of their creation. */
    private static final List<Change> CHANGES = List.of(
            new Change("create-token", new CreateToken("accessor", "vault:v1:secret", Instant.EPOCH)),
            new Change("create-snapshot", new CreateSnapshot("nightly", "nightly", Instant.EPOCH, "MANUAL")),
            new Change("rename-snapshot", new RenameSnapshot(Replies.SNAPSHOT, "golden")),
            new Change("restore-snapshot", new RestoreSnapshot(Replies.SNAPSHOT, true, Instant.EPOCH)),
            new Change("create-peering", new CreatePeering("hub", "/virtualNetworks/hub", Instant.EPOCH)),
            new Change("delete-peering", new DeletePeering("hub")),
            new Change("update-cluster", new UpdateCluster("v1.21.4", "v1.22.0", null, Instant.EPOCH, null, false)),
            new Change("grow-cluster", new GrowCluster(5)),
            new Change("delete-snapshot", new DeleteSnapshot(Replies.SNAPSHOT, false)));

    private final Agenda agenda;
    private final Dice dice;
    private final Bus bus;
    private final References messages;
    private final Map<String, List<String>> operations = new HashMap<>();
    private final Map<String, List<StartRequested>> asked = new HashMap<>();
    private final Set<String> attended = new HashSet<>();
    private boolean calm;
    private int commands;

    Clients(Agenda agenda, Dice dice, Bus bus, References messages) {
        this.agenda = agenda;
        this.dice = dice;
        this.bus = bus;
        this.messages = messages;
    }

    /** From now on the operator has everything repaired and tried again. */
    void calm() {
        calm = true;
    }

    void ask(Scenario.Request request) {
        var subject = request.subject();
        switch (request.kind()) {
            case CREATE -> start(subject, "create-cluster", CREATE);
            case DELETE -> start(subject, "delete-cluster", DELETE);
            case CHANGE -> change(subject);
            case CANCEL -> cancel(subject);
            case REPEAT -> repeat(subject);
        }
    }

    private record Change(String saga, Object command) {}

    /** Mostly the one that goes every way that a change can go. */
    private void change(String subject) {
        if (dice.chance(0.7)) {
            start(subject, ExtendClusterSaga.NAME, EXTEND);
        } else {
            var change = dice.pick(CHANGES);
            start(subject, change.saga(), change.command());
        }
    }

    private void start(String subject, String name, Object command) {
        var request = new StartRequested("request-" + ++commands, name, messages.encode(command), agenda.instant());
        asked.computeIfAbsent(subject, key -> new ArrayList<>()).add(request);
        send(subject, request);
    }

    private void repeat(String subject) {
        var sent = asked.getOrDefault(subject, List.of());
        if (sent.isEmpty()) {
            return;
        }
        var earlier = dice.pick(sent);
        send(subject, new StartRequested(earlier.commandId(), earlier.name(), earlier.command(), agenda.instant()));
    }

    private void cancel(String subject) {
        var known = operations.getOrDefault(subject, List.of());
        if (!known.isEmpty()) {
            var newest = known.get(known.size() - 1);
            var operation = dice.chance(0.7) ? newest : dice.pick(known);
            send(subject, new SagaInput.CancelRequested("cancel-" + ++commands, operation));
        }
    }

    private void send(String subject, SagaInput command) {
        agenda.after(dice.between(1, 1_500), () -> bus.append(Bus.COMMANDS, subject, command));
    }

    /** What the state view shows them. */
    void see(Transition transition) {
        var subject = transition.subject();
        var state = transition.decision().state();
        for (var event : transition.decision().events()) {
            if (event instanceof SagaEvent.CommandAnswered answered) {
                hear(subject, answered.verdict().operationId());
            }
        }
        var active = state.active();
        if (active != null && active.needsOperator() && attended.add(subject)) {
            var operation = active.operationId();
            agenda.after(dice.between(1_000, 30 * 60_000), () -> resolve(subject, operation));
        }
    }

    private void hear(String subject, @Nullable String operation) {
        var known = operations.computeIfAbsent(subject, key -> new ArrayList<>());
        if (operation != null && !known.contains(operation)) {
            known.add(operation);
        }
    }

    private void resolve(String subject, String operation) {
        attended.remove(subject);
        var roll = dice.between(1, 100);
        var resolution = calm || roll <= 50 ? Resolution.RETRY : roll <= 80 ? Resolution.SKIP : Resolution.ABANDON;
        bus.append(
                Bus.COMMANDS,
                subject,
                new SagaInput.StuckResolved(
                        "resolve-" + ++commands, operation, resolution, "as the operator sees fit"));
    }
}
