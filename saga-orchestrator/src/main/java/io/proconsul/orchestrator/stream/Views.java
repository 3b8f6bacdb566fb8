package io.proconsul.orchestrator.stream;

import io.proconsul.saga.Definitions;
import io.proconsul.saga.Rejection;
import io.proconsul.saga.engine.Fault;
import io.proconsul.saga.engine.Leftover;
import io.proconsul.saga.engine.SagaState;
import io.proconsul.saga.engine.StepState;
import io.proconsul.saga.engine.SubjectState;
import io.proconsul.saga.engine.Summary;
import io.proconsul.saga.engine.Verdict;
import io.proconsul.saga.engine.Waiting;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.ErrorDetail;
import io.proconsul.wire.OperationView;
import io.proconsul.wire.Scope;
import io.proconsul.wire.StepView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What readers see of a cluster after a decision. */
final class Views {
    private final Definitions definitions;

    Views(Definitions definitions) {
        this.definitions = definitions;
    }

    /** @param ended the sagas that have just ended */
    ClusterState of(Scope scope, SubjectState state, List<SagaState> ended, Instant at) {
        return new ClusterState(
                scope,
                state.incarnation() == 0 ? "" : Ids.clusterId(state.key(), state.incarnation()),
                state.incarnation(),
                state.phase(),
                state.document() == null ? null : WireMessages.toWire(state.document()),
                operations(state, ended),
                state.verdicts().stream().map(Views::view).toList(),
                state.life().leftovers().stream().map(Leftover::name).toList(),
                at,
                state.revision());
    }

    private List<OperationView> operations(SubjectState state, List<SagaState> justEnded) {
        var views = new ArrayList<OperationView>();
        for (var summary : state.finished()) {
            var ended = justEnded.stream()
                    .filter(saga -> saga.operationId().equals(summary.operationId()))
                    .findFirst();
            views.add(view(summary, ended));
        }
        if (state.active() != null) {
            views.add(view(state.active()));
        }
        state.queue().forEach(waiting -> views.add(view(waiting)));
        return views;
    }

    private OperationView view(SagaState saga) {
        return new OperationView(
                saga.operationId(),
                saga.name(),
                saga.needsOperator() ? "NEEDS_OPERATOR" : saga.turned() ? "COMPENSATING" : "RUNNING",
                saga.startedAt(),
                null,
                error(saga.cause()),
                steps(saga),
                plan(saga));
    }

    /** The steps of an operation are shown in the very transition that ends it, and no longer. */
    private OperationView view(Summary summary, Optional<SagaState> ended) {
        return new OperationView(
                summary.operationId(),
                summary.name(),
                switch (summary.ending()) {
                    case SUCCEEDED -> "SUCCEEDED";
                    case CANCELLED -> "CANCELLED";
                    case FAILED, ABANDONED, REFUSED -> "FAILED";
                },
                summary.startedAt(),
                summary.endedAt(),
                error(summary.fault()),
                ended.map(Views::steps).orElse(List.of()),
                ended.map(this::plan).orElse(List.of()));
    }

    private static OperationView view(Waiting waiting) {
        return new OperationView(
                waiting.operationId(),
                waiting.name(),
                "PENDING",
                waiting.acceptedAt(),
                null,
                null,
                List.of(),
                List.of());
    }

    private List<String> plan(SagaState saga) {
        return definitions.get(saga.name(), saga.version()).stepNames();
    }

    private static List<StepView> steps(SagaState saga) {
        return saga.steps().stream().map(Views::view).toList();
    }

    private static StepView view(StepState step) {
        var status =
                switch (step.status()) {
                    case DISPATCHED, WAITING, SUCCEEDED, FAILED, UNDOING, UNDO_WAITING, UNDONE ->
                        step.status().name();
                    case SKIPPED, UNDO_SKIPPED -> "SKIPPED";
                    case STUCK, UNDO_STUCK, ANSWER_LOST, WAIT_LOST, UNDO_ANSWER_LOST, UNDO_WAIT_LOST -> "STUCK";
                };
        return new StepView(step.name(), status, step.attempt(), step.startedAt(), step.endedAt(), error(step.fault()));
    }

    private static io.proconsul.wire.Verdict view(Verdict verdict) {
        return new io.proconsul.wire.Verdict(
                verdict.commandId(), verdict.operationId(), error(verdict.rejection()), verdict.revision());
    }

    private static @Nullable ErrorDetail error(@Nullable Fault fault) {
        return fault == null ? null : new ErrorDetail(fault.code(), fault.message(), null);
    }

    private static @Nullable ErrorDetail error(@Nullable Rejection rejection) {
        return rejection == null ? null : new ErrorDetail(rejection.code(), rejection.message(), rejection.target());
    }
}
