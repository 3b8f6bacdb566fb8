package io.proconsul.orchestrator.stream;

import io.proconsul.saga.engine.Decision;
import io.proconsul.saga.engine.Effect;
import io.proconsul.saga.engine.SubjectState;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Task;
import io.proconsul.wire.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what a decision leads to: state, journal, view, tasks, waits, events. */
final class Consequences {
    /** Shorter waits than the shortest delay topic's are kept with the wakes. */
    static final Duration SHORTEST_DELAY = Topics.delays().get(0).delay();

    private final Subjects subjects;
    private final Wakes wakes;
    private final Views views;
    private final ViewPacer pacer;
    private final Schedules schedules;

    Consequences(Subjects subjects, Wakes wakes, Views views, ViewPacer pacer, Schedules schedules) {
        this.subjects = subjects;
        this.wakes = wakes;
        this.views = views;
        this.pacer = pacer;
        this.schedules = schedules;
    }

    /**
     * @param source the topic that the input came from
     * @param input the input's value as it was
     */
    void of(Subjects.Known before, Decision decision, String source, byte[] input, Instant now, Outlet out) {
        var state = decision.state();
        var scope = before.scope();
        if (decision.transition()) {
            var written = subjects.put(new Subjects.Known(state, scope));
            out.send(Topics.SAGA_JOURNAL, Journal.entry(source, input, decision, written, now));
            if (pacer.showsNow(decision, now, out.trace())) {
                out.send(Topics.CLUSTER_STATE, views.of(scope, state, decision.ended(), now));
            }
            ClusterEvents.of(scope, before.state(), decision).forEach(event -> out.send(Topics.CLUSTER_EVENTS, event));
        }
        for (var effect : decision.effects()) {
            perform(effect, state, scope, out, now);
        }
        if (!decision.ended().isEmpty() && state.active() == null) {
            wakes.none(state.key());
            schedules.resume(state, scope, now);
        }
    }

    /** Answers the cluster whose saga waits for it, if one does. */
    void answer(@Nullable ClusterCommand asked, SubjectState state, Outlet out) {
        var to = asked == null ? null : asked.getReplyTo();
        if (asked != null && to != null) {
            out.to(Ids.scopeKey(to.getScope())).send(Topics.TASK_RESULTS, OtherClusters.answer(asked, to, state));
        }
    }

    /** Shows what was left out. */
    void show(Subjects.Known known, Instant now, Outlet out) {
        out.send(Topics.CLUSTER_STATE, views.of(known.scope(), known.state(), List.of(), now));
    }

    /** Whether a wait is worth a delay topic. */
    static boolean isLong(Duration wait) {
        return wait.compareTo(SHORTEST_DELAY) >= 0;
    }

    private void perform(Effect effect, SubjectState state, Scope scope, Outlet out, Instant now) {
        if (effect instanceof Effect.SendTask task && OtherClusters.does(task)) {
            var clusterId = Ids.clusterId(state.key(), state.incarnation());
            var command = OtherClusters.command(task, scope, clusterId, state);
            out.to(Ids.scopeKey(command.getScope())).send(Topics.CLUSTER_COMMANDS, command);
        } else if (effect instanceof Effect.SendTask task) {
            out.sendTask(task.worker(), task(task, scope, Ids.clusterId(state.key(), state.incarnation())));
        } else if (effect instanceof Effect.StartTimer timer) {
            var wait = Duration.between(now, timer.dueAt());
            if (isLong(wait)) {
                out.send(
                        Topics.delayFor(wait).topic(),
                        new Timer(timer.sagaId(), timer.step(), timer.epoch(), timer.dueAt()));
            } else {
                wakes.by(state.key(), timer.dueAt(), out.trace());
            }
        } else if (effect instanceof Effect.StartDeadline deadline) {
            wakes.by(state.key(), deadline.dueAt(), out.trace());
        }
        // A deadline that is cancelled is not in the state any more: the wake finds nothing due.
    }

    private static Task task(Effect.SendTask task, Scope scope, String clusterId) {
        return new Task(
                Ids.taskId(task.sagaId(), task.step(), task.attempt(), task.epoch()),
                task.sagaId(),
                clusterId,
                scope,
                task.step(),
                task.direction().name(),
                task.attempt(),
                task.epoch(),
                WireMessages.toWire(task.command()),
                task.continuation(),
                task.answerBy());
    }
}
