package io.proconsul.orchestrator.stream;

import io.proconsul.saga.engine.FailureCause;
import io.proconsul.saga.engine.Fault;
import io.proconsul.saga.engine.Outcome;
import io.proconsul.saga.engine.Precondition;
import io.proconsul.saga.engine.SagaInput;
import io.proconsul.saga.engine.SagaInput.Loss;
import io.proconsul.saga.engine.SagaInput.Resolution;
import io.proconsul.schemas.Payloads;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.CancelOperation;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.Condition;
import io.proconsul.wire.DeadLetter;
import io.proconsul.wire.Failed;
import io.proconsul.wire.Pending;
import io.proconsul.wire.ResolveOperation;
import io.proconsul.wire.Succeeded;
import io.proconsul.wire.TaskResult;
import io.proconsul.wire.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What comes in by topic, as the engine understands it. */
final class Inputs {
    static final String CANCEL = "cancel-operation";
    static final String RESOLVE = "resolve-operation";

    /** A reason is kept in the state, which should stay small. */
    private static final int REASON_LIMIT = 300;

    private Inputs() {}

    /** @throws IllegalArgumentException if the body is not what the command's name promises */
    static SagaInput of(ClusterCommand command) {
        return switch (command.getName()) {
            case CANCEL -> {
                var body = Payloads.unpack(command.getBody(), CancelOperation.class);
                yield new SagaInput.CancelRequested(command.getCommandId(), body.getOperationId());
            }
            case RESOLVE -> {
                var body = Payloads.unpack(command.getBody(), ResolveOperation.class);
                yield new SagaInput.StuckResolved(
                        command.getCommandId(),
                        body.getOperationId(),
                        Resolution.valueOf(body.getAction()),
                        body.getReason());
            }
            default ->
                new SagaInput.StartRequested(
                        command.getCommandId(),
                        command.getName(),
                        WireMessages.fromWire(command.getBody()),
                        command.getIssuedAt(),
                        precondition(command.getCondition()));
        };
    }

    private static Precondition precondition(@Nullable Condition condition) {
        if (condition == null) {
            return new Precondition.None();
        }
        return switch (condition.getKind()) {
            case "EXISTS" -> new Precondition.Exists();
            case "MISSING" -> new Precondition.Missing();
            case "UNCHANGED" -> new Precondition.Unchanged(Set.copyOf(condition.getRevisions()));
            default ->
                throw new IllegalArgumentException(
                        "condition.kind: expected EXISTS, MISSING or UNCHANGED, but found " + condition.getKind());
        };
    }

    static SagaInput of(TaskResult result) {
        return new SagaInput.TaskAnswered(
                result.getSagaId(), result.getStep(), result.getAttempt(), result.getEpoch(), outcome(result));
    }

    static SagaInput of(Timer timer) {
        return new SagaInput.TimerFired(timer.getSagaId(), timer.getStep(), timer.getEpoch());
    }

    /** What the record of a dead letter may have been for a saga; empty for a command, for which no saga waits. */
    static Optional<SagaInput> of(DeadLetter letter) {
        return loss(letter.getTopic()).map(loss -> new SagaInput.InputLost(loss, fault(letter)));
    }

    private static Optional<Loss> loss(String source) {
        if (source.equals(Topics.TASK_RESULTS.name())) {
            return Optional.of(Loss.ANSWER);
        }
        if (source.equals(Topics.TIMERS_DUE.name()) || source.startsWith("delays.")) {
            return Optional.of(Loss.WAIT);
        }
        return source.equals(SagaProcessor.WAKES) ? Optional.of(Loss.EITHER) : Optional.empty();
    }

    private static Fault fault(DeadLetter letter) {
        var place = letter.getPartition() < 0
                ? "a deadline"
                : letter.getTopic() + "-" + letter.getPartition() + "@" + letter.getOffset();
        var reason = letter.getReason();
        var shortened = reason.length() <= REASON_LIMIT ? reason : reason.substring(0, REASON_LIMIT) + " ...";
        return new Fault("InputLost", place + " could not be processed: " + shortened);
    }

    private static Outcome outcome(TaskResult result) {
        var outcome = result.getOutcome();
        if (outcome instanceof Succeeded succeeded) {
            return new Outcome.Succeeded(WireMessages.fromWire(succeeded.getReply()));
        }
        if (outcome instanceof Pending pending) {
            return new Outcome.Pending(pending.getContinuation(), Duration.ofMillis(pending.getCheckAfterMillis()));
        }
        if (outcome instanceof Failed failed) {
            var retryAfter = failed.getRetryAfterMillis();
            return new Outcome.Failed(
                    new Fault(failed.getCode(), failed.getMessage()),
                    FailureCause.valueOf(failed.getCause().name()),
                    retryAfter == null ? null : Duration.ofMillis(retryAfter));
        }
        throw new IllegalArgumentException(
                "expected an outcome of Succeeded, Pending or Failed, but found " + outcome.getClass());
    }
}
