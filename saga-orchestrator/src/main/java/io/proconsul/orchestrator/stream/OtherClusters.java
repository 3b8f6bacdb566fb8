package io.proconsul.orchestrator.stream;

import io.proconsul.orchestrator.cluster.Federations;
import io.proconsul.orchestrator.cluster.Workers;
import io.proconsul.saga.engine.Effect;
import io.proconsul.saga.engine.Fault;
import io.proconsul.saga.engine.StepState;
import io.proconsul.saga.engine.SubjectState;
import io.proconsul.saga.engine.Summary;
import io.proconsul.saga.engine.Summary.Ending;
import io.proconsul.saga.engine.Verdict;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.AskPrimary;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.Done;
import io.proconsul.wire.Failed;
import io.proconsul.wire.FailureCause;
import io.proconsul.wire.Pending;
import io.proconsul.wire.ReplyTo;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Succeeded;
import io.proconsul.wire.TaskResult;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Steps whose worker is another cluster: the task becomes a command to that cluster, and its verdict, or what has become
 * of its saga, the result of the task. Nobody remembers who asked. While the saga runs, the answer is <em>Pending</em>, and
 * the step asks again with the same command, which the other cluster knows by its id.
 */
final class OtherClusters {
    private static final long ASK_AGAIN_MILLIS = 500;

    /** What may be otherwise when it is asked again. */
    private static final Map<String, FailureCause> PASSING = Map.of(
            "TooManyOperations",
            FailureCause.UNAVAILABLE,
            Fault.CANCELLED,
            FailureCause.TRANSIENT,
            Fault.SUPERSEDED.code(),
            FailureCause.TRANSIENT);

    private OtherClusters() {}

    static boolean does(Effect.SendTask task) {
        return task.worker().equals(Workers.PRIMARY);
    }

    /** The command that the task stands for: the same for all polls of an attempt. */
    static ClusterCommand command(Effect.SendTask task, Scope asker, String clusterId, SubjectState state) {
        var ask = Payloads.unpack(WireMessages.toWire(task.command()), AskPrimary.class);
        var id = Ids.commandId(task.sagaId(), task.step(), task.direction().name(), task.attempt());
        var replyTo = new ReplyTo(
                asker,
                Ids.taskId(task.sagaId(), task.step(), task.attempt(), task.epoch()),
                task.sagaId(),
                clusterId,
                task.step(),
                task.direction().name(),
                task.attempt(),
                task.epoch());
        return ClusterCommand.newBuilder()
                .setCommandId(id)
                .setScope(Federations.scope(ask.getPrimary()))
                .setName(Federations.command(ask))
                .setBody(Payloads.pack((SpecificRecord) ask.getRequest()))
                .setIssuedAt(begun(state, task.step()))
                .setCorrelationId(task.sagaId())
                .setRequestedBy(clusterId)
                .setReplyTo(replyTo)
                .build();
    }

    /** A command is as old as its step: what was deleted since was not meant. */
    private static Instant begun(SubjectState state, String step) {
        var active = state.active();
        return active == null
                ? Instant.EPOCH
                : active.step(step).map(StepState::startedAt).orElse(Instant.EPOCH);
    }

    /** @param state of the cluster that was asked, after it was */
    static TaskResult answer(ClusterCommand command, ReplyTo to, SubjectState state) {
        return new TaskResult(
                to.getTaskId(),
                to.getSagaId(),
                to.getClusterId(),
                to.getStep(),
                to.getDirection(),
                to.getAttempt(),
                to.getEpoch(),
                outcome(command, state));
    }

    private static Object outcome(ClusterCommand command, SubjectState state) {
        var verdict = state.verdicts().stream()
                .filter(known -> known.commandId().equals(command.getCommandId()))
                .reduce((older, newer) -> newer);
        return verdict.map(found -> outcome(command, found, state))
                .orElseGet(() -> failed("AnswerLost", "the command was not answered", FailureCause.TRANSIENT));
    }

    private static Object outcome(ClusterCommand command, Verdict verdict, SubjectState state) {
        var rejection = verdict.rejection();
        if (rejection != null) {
            return refused(command, rejection.code(), rejection.message());
        }
        var ended = state.finished().stream()
                .filter(summary -> summary.operationId().equals(verdict.operationId()))
                .findFirst();
        if (ended.isPresent()) {
            return ended(command, ended.get(), state);
        }
        var active = state.active();
        var underWay = (active != null && active.operationId().equals(verdict.operationId()))
                || state.queue().stream()
                        .anyMatch(waiting -> waiting.operationId().equals(verdict.operationId()));
        return underWay
                ? new Pending(String.valueOf(verdict.operationId()), ASK_AGAIN_MILLIS)
                : failed("AnswerForgotten", "so much has happened since that nobody knows", FailureCause.TRANSIENT);
    }

    private static Object ended(ClusterCommand command, Summary summary, SubjectState state) {
        if (summary.ending() == Ending.SUCCEEDED) {
            var document = state.document();
            return document == null
                    ? refused(command, "ClusterDeleted", "it has been deleted since")
                    : new Succeeded(Payloads.pack(Federations.answer(
                            command.getName(), Payloads.unpack(WireMessages.toWire(document), Cluster.class))));
        }
        var fault = summary.fault();
        return fault == null
                ? failed(summary.ending().name(), "ended without success", FailureCause.PERMANENT)
                : refused(command, fault.code(), fault.message());
    }

    private static Object refused(ClusterCommand command, String code, String message) {
        if (Federations.settles(command.getName(), code)) {
            return new Succeeded(Payloads.pack(new Done(0)));
        }
        return failed(code, message, PASSING.getOrDefault(code, FailureCause.PERMANENT));
    }

    private static Failed failed(String code, String message, FailureCause cause) {
        return new Failed(code, "the primary: " + message, cause, null);
    }
}
