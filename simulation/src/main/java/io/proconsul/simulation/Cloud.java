package io.proconsul.simulation;

import io.proconsul.saga.engine.Direction;
import io.proconsul.saga.engine.Effect.SendTask;
import io.proconsul.saga.engine.FailureCause;
import io.proconsul.saga.engine.Fault;
import io.proconsul.saga.engine.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What workers act upon: resources by name, make-or-get, and long operations that go on whether or not anyone asks. Each
 * name remembers the highest epoch that touched it, also when nothing of that name is left, and refuses lower ones.
 */
final class Cloud {
    private static final Fault SUPERSEDED = new Fault("Superseded", "a newer attempt has been here");

    private final Agenda agenda;
    private final Weather weather;
    private final Dice dice;
    private final References messages;
    private final Replies replies;
    private final Ledger ledger;
    private final boolean fenced;
    private final Map<String, Map<String, Long>> fences = new HashMap<>();
    private final Map<String, Operation> operations = new HashMap<>();

    /** @param fenced whether it refuses an attempt after a newer one */
    Cloud(
            Agenda agenda,
            Weather weather,
            Dice dice,
            References messages,
            Replies replies,
            Ledger ledger,
            boolean fenced) {
        this.agenda = agenda;
        this.weather = weather;
        this.dice = dice;
        this.messages = messages;
        this.replies = replies;
        this.ledger = ledger;
        this.fenced = fenced;
    }

    /** One task, with its message read. */
    private record Call(String subject, String cluster, Work work, SendTask task) {
        String name() {
            return cluster + '|' + task.command().type() + '|' + work.parts();
        }
    }

    private static final class Operation {
        private final String id;
        private long epoch;
        private boolean landed;
        private boolean torn;

        private Operation(String id, long epoch) {
            this.id = id;
            this.epoch = epoch;
        }
    }

    /** What a worker's attempt comes to; whatever else it leads to happens later. */
    Outcome perform(String subject, SendTask task) {
        var message = messages.decode(task.command());
        var work = Work.of(task.command(), message);
        var call = new Call(subject, Work.cluster(message).getClusterId(), work, task);
        var fate = weather.fate();
        if (fate == Weather.Fate.THROTTLED) {
            var asked = dice.chance(0.5) ? Duration.ofMillis(dice.between(100, 120_000)) : null;
            return failed("TooManyRequests", FailureCause.UNAVAILABLE, asked);
        } else if (fate == Weather.Fate.FAILED) {
            return failed("InternalServerError", FailureCause.TRANSIENT, null);
        } else if (!current(call)) {
            return new Outcome.Failed(SUPERSEDED, FailureCause.PERMANENT, null);
        }
        return work.lengthy() ? operate(call, fate) : act(call, fate);
    }

    private Outcome act(Call call, Weather.Fate fate) {
        var parts = call.work().parts();
        if (fate == Weather.Fate.TORN || fate == Weather.Fate.REFUSED) {
            land(call, call.task().epoch(), parts.subList(0, (int) dice.between(0, parts.size())));
            var cause = fate == Weather.Fate.TORN ? FailureCause.TRANSIENT : FailureCause.PERMANENT;
            return failed(fate == Weather.Fate.TORN ? "Conflict" : "QuotaExceeded", cause, null);
        }
        land(call, call.task().epoch(), parts);
        return fate == Weather.Fate.LOST ? failed("ConnectionReset", FailureCause.TRANSIENT, null) : succeeded(call);
    }

    private Outcome operate(Call call, Weather.Fate fate) {
        var running = operations.get(call.name());
        if (running != null && !running.landed) {
            running.epoch = Math.max(running.epoch, call.task().epoch());
            return fate == Weather.Fate.LOST
                    ? failed("ConnectionReset", FailureCause.TRANSIENT, null)
                    : new Outcome.Pending(running.id, Duration.ofMillis(dice.between(1_000, 30_000)));
        } else if (running != null && running.id.equals(call.task().continuation())) {
            operations.remove(call.name());
            return running.torn ? failed("OperationFailed", FailureCause.TRANSIENT, null) : succeeded(call);
        } else if (dice.chance(0.3)) {
            return act(call, fate);
        }
        return begin(call, fate);
    }

    private Outcome begin(Call call, Weather.Fate fate) {
        var operation =
                new Operation("operations/" + call.task().epoch(), call.task().epoch());
        operation.torn = fate == Weather.Fate.TORN;
        operations.put(call.name(), operation);
        agenda.after(length(), () -> {
            var parts = call.work().parts();
            land(call, operation.epoch, operation.torn ? parts.subList(0, parts.size() / 2) : parts);
            operation.landed = true;
        });
        return fate == Weather.Fate.LOST
                ? failed("ConnectionReset", FailureCause.TRANSIENT, null)
                : new Outcome.Pending(operation.id, Duration.ofMillis(dice.between(500, 30_000)));
    }

    /** Mostly a poll or two: what can go wrong between polls does so between the first of them. */
    private long length() {
        return dice.chance(0.85) ? dice.between(500, 20_000) : dice.between(500, 5 * 60_000);
    }

    /** Whether nobody newer has been at any of its resources; from now on nobody older can be. */
    private boolean current(Call call) {
        var epoch = call.task().epoch();
        var touched = fences.computeIfAbsent(call.cluster(), cluster -> new HashMap<>());
        for (var part : call.work().parts()) {
            if (superseded(touched, part, epoch)) {
                return false;
            }
        }
        for (var part : call.work().parts()) {
            touched.put(part, epoch);
        }
        return true;
    }

    private boolean superseded(Map<String, Long> touched, String part, long epoch) {
        return fenced && touched.getOrDefault(part, 0L) > epoch;
    }

    private void land(Call call, long epoch, List<String> parts) {
        var touched = fences.computeIfAbsent(call.cluster(), cluster -> new HashMap<>());
        for (var part : parts) {
            if (superseded(touched, part, epoch)) {
                continue;
            }
            switch (call.work().verb()) {
                case MAKE -> ledger.made(call.subject(), call.cluster(), part);
                case REMOVE -> ledger.removed(call.subject(), call.cluster(), part);
                case LOOK -> {
                    // nothing to see in a ledger
                }
            }
        }
    }

    private Outcome succeeded(Call call) {
        var forward = call.task().direction() == Direction.FORWARD;
        return new Outcome.Succeeded(
                messages.encode(forward ? replies.to(call.task().step()) : "undone"));
    }

    private static Outcome failed(String code, FailureCause cause, @Nullable Duration retryAfter) {
        return new Outcome.Failed(new Fault(code, "as the weather has it"), cause, retryAfter);
    }
}
