package io.proconsul.orchestrator.stream;

import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Payload;
import io.proconsul.saga.Rejection;
import io.proconsul.saga.engine.Fault;
import io.proconsul.saga.engine.Leftover;
import io.proconsul.saga.engine.SagaState;
import io.proconsul.saga.engine.StepState;
import io.proconsul.saga.engine.SubjectState;
import io.proconsul.saga.engine.Summary;
import io.proconsul.saga.engine.Verdict;
import io.proconsul.saga.engine.Waiting;
import io.proconsul.wire.state.FaultRecord;
import io.proconsul.wire.state.LeftoverRecord;
import io.proconsul.wire.state.PayloadRecord;
import io.proconsul.wire.state.RejectionRecord;
import io.proconsul.wire.state.SagaRecord;
import io.proconsul.wire.state.StepRecord;
import io.proconsul.wire.state.SubjectRecord;
import io.proconsul.wire.state.SummaryRecord;
import io.proconsul.wire.state.VerdictRecord;
import io.proconsul.wire.state.WaitingRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The state of a subject as the record that its store holds, and back. */
final class StateCodec {
    private StateCodec() {}

    static SubjectRecord encode(SubjectState state) {
        return new SubjectRecord(
                state.key(),
                encode(state.identity()),
                state.incarnation(),
                state.phase(),
                map(state.document(), StateCodec::encode),
                state.epoch(),
                state.counters().accepted(),
                state.revision(),
                map(state.active(), StateCodec::encode),
                state.queue().stream().map(StateCodec::encode).toList(),
                state.finished().stream().map(StateCodec::encode).toList(),
                state.verdicts().stream().map(StateCodec::encode).toList(),
                map(state.life().diedAt(), Instant::toEpochMilli),
                state.life().leftovers().stream().map(StateCodec::encode).toList());
    }

    static SubjectState decode(SubjectRecord state) {
        return new SubjectState(
                state.getKey(),
                decode(state.getIdentity()),
                new SubjectState.Life(
                        state.getIncarnation(),
                        state.getPhase(),
                        map(state.getDocument(), StateCodec::decode),
                        state.getLeftovers().stream().map(StateCodec::decode).toList(),
                        map(state.getDiedAt(), Instant::ofEpochMilli)),
                new SubjectState.Counters(state.getEpoch(), state.getAccepted(), state.getRevision()),
                map(state.getActive(), StateCodec::decode),
                state.getQueue().stream().map(StateCodec::decode).toList(),
                new SubjectState.Past(
                        state.getFinished().stream().map(StateCodec::decode).toList(),
                        state.getVerdicts().stream().map(StateCodec::decode).toList()));
    }

    private static SagaRecord encode(SagaState saga) {
        return new SagaRecord(
                saga.operationId(),
                saga.commandId(),
                saga.name(),
                saga.version(),
                encode(saga.input()),
                saga.startedAt().toEpochMilli(),
                saga.steps().stream().map(StateCodec::encode).toList(),
                map(saga.cause(), StateCodec::encode),
                saga.cancelled());
    }

    private static SagaState decode(SagaRecord saga) {
        return new SagaState(
                saga.getOperationId(),
                saga.getCommandId(),
                saga.getName(),
                saga.getVersion(),
                decode(saga.getInput()),
                Instant.ofEpochMilli(saga.getStartedAt()),
                saga.getSteps().stream().map(StateCodec::decode).toList(),
                map(saga.getCause(), StateCodec::decode),
                saga.getCancelled());
    }

    private static StepRecord encode(StepState step) {
        return new StepRecord(
                step.name(),
                step.status().name(),
                step.attempt(),
                step.failures(),
                step.epoch(),
                step.startedAt().toEpochMilli(),
                step.dueAt().toEpochMilli(),
                step.finishBy().toEpochMilli(),
                step.outage().toMillis(),
                map(step.endedAt(), Instant::toEpochMilli),
                step.continuation(),
                map(step.result(), StateCodec::encode),
                map(step.fault(), StateCodec::encode));
    }

    private static StepState decode(StepRecord step) {
        return new StepState(
                step.getName(),
                StepState.Status.valueOf(step.getStatus()),
                step.getAttempt(),
                step.getFailures(),
                step.getEpoch(),
                Instant.ofEpochMilli(step.getStartedAt()),
                Instant.ofEpochMilli(step.getDueAt()),
                Instant.ofEpochMilli(step.getFinishBy()),
                Duration.ofMillis(step.getOutageMillis()),
                map(step.getEndedAt(), Instant::ofEpochMilli),
                step.getContinuation(),
                map(step.getReply(), StateCodec::decode),
                map(step.getFault(), StateCodec::decode));
    }

    private static LeftoverRecord encode(Leftover leftover) {
        return new LeftoverRecord(leftover.operationId(), leftover.saga(), leftover.step());
    }

    private static Leftover decode(LeftoverRecord leftover) {
        return new Leftover(leftover.getOperationId(), leftover.getSaga(), leftover.getStep());
    }

    private static WaitingRecord encode(Waiting waiting) {
        return new WaitingRecord(
                waiting.operationId(),
                waiting.commandId(),
                waiting.name(),
                encode(waiting.command()),
                waiting.acceptedAt().toEpochMilli());
    }

    private static Waiting decode(WaitingRecord waiting) {
        return new Waiting(
                waiting.getOperationId(),
                waiting.getCommandId(),
                waiting.getName(),
                decode(waiting.getCommand()),
                Instant.ofEpochMilli(waiting.getAcceptedAt()));
    }

    private static SummaryRecord encode(Summary summary) {
        return new SummaryRecord(
                summary.operationId(),
                summary.commandId(),
                summary.name(),
                summary.kind().name(),
                summary.ending().name(),
                summary.startedAt().toEpochMilli(),
                summary.endedAt().toEpochMilli(),
                map(summary.fault(), StateCodec::encode));
    }

    private static Summary decode(SummaryRecord summary) {
        return new Summary(
                summary.getOperationId(),
                summary.getCommandId(),
                summary.getName(),
                Lifecycle.Kind.valueOf(summary.getKind()),
                Summary.Ending.valueOf(summary.getEnding()),
                Instant.ofEpochMilli(summary.getStartedAt()),
                Instant.ofEpochMilli(summary.getEndedAt()),
                map(summary.getFault(), StateCodec::decode));
    }

    private static VerdictRecord encode(Verdict verdict) {
        return new VerdictRecord(
                verdict.commandId(),
                map(verdict.issuedAt(), Instant::toEpochMilli),
                verdict.operationId(),
                map(verdict.rejection(), StateCodec::encode),
                verdict.revision());
    }

    private static Verdict decode(VerdictRecord verdict) {
        return new Verdict(
                verdict.getCommandId(),
                map(verdict.getIssuedAt(), Instant::ofEpochMilli),
                verdict.getOperationId(),
                map(verdict.getRejection(), StateCodec::decode),
                verdict.getRevision());
    }

    private static RejectionRecord encode(Rejection rejection) {
        return new RejectionRecord(rejection.code(), rejection.message(), rejection.target());
    }

    private static Rejection decode(RejectionRecord rejection) {
        return new Rejection(rejection.getCode(), rejection.getMessage(), rejection.getTarget());
    }

    private static FaultRecord encode(Fault fault) {
        return new FaultRecord(fault.code(), fault.message());
    }

    private static Fault decode(FaultRecord fault) {
        return new Fault(fault.getCode(), fault.getMessage());
    }

    private static PayloadRecord encode(Payload payload) {
        return new PayloadRecord(payload.type(), ByteBuffer.wrap(payload.data()));
    }

    private static Payload decode(PayloadRecord payload) {
        return new Payload(payload.getType(), WireMessages.bytes(payload.getData()));
    }

    private static <A, B> @Nullable B map(@Nullable A value, Function<A, B> function) {
        return value == null ? null : function.apply(value);
    }
}
