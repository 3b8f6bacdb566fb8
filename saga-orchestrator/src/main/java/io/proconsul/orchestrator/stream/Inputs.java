package io.proconsul.orchestrator.stream;

import io.proconsul.saga.engine.FailureCause;
import io.proconsul.saga.engine.Fault;
import io.proconsul.saga.engine.Outcome;
import io.proconsul.saga.engine.SagaInput;
import io.proconsul.saga.engine.SagaInput.Resolution;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.CancelOperation;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.Failed;
import io.proconsul.wire.Pending;
import io.proconsul.wire.ResolveOperation;
import io.proconsul.wire.Succeeded;
import io.proconsul.wire.TaskResult;
import io.proconsul.wire.Timer;
import java.time.Duration;

/** What comes in by topic, as the engine understands it. */
final class Inputs {
    static final String CANCEL = "cancel-operation";
    static final String RESOLVE = "resolve-operation";

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
                        command.getIssuedAt());
        };
    }

    static SagaInput of(TaskResult result) {
        return new SagaInput.TaskAnswered(
                result.getSagaId(), result.getStep(), result.getAttempt(), result.getEpoch(), outcome(result));
    }

    static SagaInput of(Timer timer) {
        return new SagaInput.TimerFired(timer.getSagaId(), timer.getStep(), timer.getEpoch());
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
