package io.proconsul.saga.engine;

import io.proconsul.saga.Lifecycle.Kind;
import io.proconsul.saga.Rejection;
import io.proconsul.saga.engine.SagaInput.CancelRequested;
import io.proconsul.saga.engine.SagaInput.Resolution;
import io.proconsul.saga.engine.SagaInput.StartRequested;
import io.proconsul.saga.engine.SagaInput.StuckResolved;
import io.proconsul.saga.engine.StepState.Status;
import io.proconsul.saga.engine.Summary.Ending;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What becomes of a command: an operation, the operation it repeats, or a rejection. */
final class Commands {
    private final Draft draft;
    private final OperationIds ids;
    private final int queueLimit;

    Commands(Draft draft, OperationIds ids, int queueLimit) {
        this.draft = draft;
        this.ids = ids;
        this.queueLimit = queueLimit;
    }

    void start(StartRequested command) {
        if (answeredBefore(command.commandId(), command.issuedAt())) {
            return;
        }
        var definition = draft.definitions().newest(command.name());
        if (definition.isEmpty()) {
            reject(
                    command,
                    "UnknownCommand",
                    "expected one of " + draft.definitions().names() + ", but found " + command.name());
            return;
        }
        if (!command.precondition().holds(draft.state())) {
            reject(
                    command,
                    "PreconditionFailed",
                    "expected " + command.precondition() + ", but found "
                            + (draft.state().document() == null
                                    ? "none"
                                    : "revision " + draft.state().revision()));
            return;
        }
        var repeated = repeated(command);
        if (repeated.isPresent()) {
            draft.accept(command.commandId(), command.issuedAt(), repeated.get());
        } else if (definition.get().saga().lifecycle().kind() == Kind.DEATH) {
            overtake(command);
        } else {
            queue(command, definition.get().saga().lifecycle().kind());
        }
    }

    private void queue(StartRequested command, Kind kind) {
        var state = draft.state();
        var death = state.life().diedAt();
        var deletion = draft.death();
        var active = state.active();
        if (deletion.isPresent()) {
            reject(
                    command,
                    "ClusterDeleting",
                    "expected a cluster that is not being deleted; operation " + deletion.get() + " deletes it");
        } else if (death != null && command.issuedAt().isBefore(death)) {
            reject(
                    command,
                    "ClusterDeleted",
                    "the command was issued at " + command.issuedAt() + ", before the deletion asked for at " + death);
        } else if (kind == Kind.BIRTH && active != null) {
            reject(
                    command,
                    "AnotherOperationInProgress",
                    "expected no running operation, but operation " + active.operationId() + " (" + active.name()
                            + ") runs");
        } else if (state.queue().size() >= queueLimit) {
            reject(
                    command,
                    "TooManyOperations",
                    "expected at most " + queueLimit + " waiting operations, and there are as many");
        } else {
            accept(command, null);
        }
    }

    /**
     * A death clears the queue, turns back whatever runs, and does not wait for what gets stuck on the way; but one that
     * is refused changes nothing.
     */
    private void overtake(StartRequested command) {
        var death = draft.death();
        if (death.isPresent()) {
            draft.accept(command.commandId(), command.issuedAt(), death.get());
            return;
        }
        var refusal = Progress.refusal(draft, waiting(command));
        if (refusal.isPresent()) {
            draft.reject(command.commandId(), command.issuedAt(), refusal.get());
            return;
        }
        for (var waiting : draft.state().queue()) {
            drop(waiting, Ending.REFUSED, Fault.SUPERSEDED);
        }
        accept(command, command.issuedAt());
        var active = draft.state().active();
        if (active != null && !active.turned()) {
            Turning.turn(draft, Fault.SUPERSEDED, true);
        }
    }

    void cancel(CancelRequested command) {
        if (answeredBefore(command.commandId(), null)) {
            return;
        }
        var waiting = draft.state().queue().stream()
                .filter(queued -> queued.operationId().equals(command.operationId()))
                .findFirst();
        var active = draft.state().active();
        if (waiting.isPresent()) {
            drop(waiting.get(), Ending.CANCELLED, new Fault(Fault.CANCELLED, "cancelled before it began"));
            draft.accept(command.commandId(), null, command.operationId());
        } else if (active == null || !active.operationId().equals(command.operationId())) {
            draft.reject(command.commandId(), null, notRunning(command.operationId()));
        } else if (draft.kind(active.name()) == Kind.DEATH) {
            draft.reject(command.commandId(), null, Rejection.of("NotCancellable", "a deletion is final"));
        } else {
            draft.accept(command.commandId(), null, command.operationId());
            if (!active.turned()) {
                Turning.turn(draft, new Fault(Fault.CANCELLED, "cancelled on request"), true);
            }
        }
    }

    void resolve(StuckResolved command) {
        if (answeredBefore(command.commandId(), null)) {
            return;
        }
        var active = draft.state().active();
        if (active == null || !active.operationId().equals(command.operationId()) || !active.needsOperator()) {
            draft.reject(
                    command.commandId(),
                    null,
                    Rejection.of(
                            "NothingStuck",
                            "expected operation " + command.operationId()
                                    + " to wait for an operator, but it does not"));
            return;
        }
        var stuck = active.steps().stream().filter(StepState::stuck).toList();
        var unknown = stuck.stream()
                .filter(step -> step.direction() == Direction.FORWARD && (step.answerLost() || step.waitLost()))
                .findFirst();
        if (command.resolution() == Resolution.SKIP && unknown.isPresent()) {
            draft.reject(command.commandId(), null, notSkippable(unknown.get()));
            return;
        }
        draft.accept(command.commandId(), null, command.operationId());
        var reason = new Fault("Operator" + command.resolution(), command.reason());
        switch (command.resolution()) {
            case RETRY -> stuck.forEach(new Dispatch(draft)::unstick);
            case SKIP -> stuck.forEach(step -> skip(step, reason));
            case ABANDON -> Progress.abandon(draft, reason);
        }
    }

    private void skip(StepState step, Fault reason) {
        var to = step.direction() == Direction.FORWARD ? Status.SKIPPED : Status.UNDO_SKIPPED;
        draft.emit(new SagaEvent.StepEnded(step.ended(to, step.result(), reason, draft.now())));
    }

    /** A record delivered again gets the answer that it got, and does nothing: neither what it did nor what it might. */
    private boolean answeredBefore(String commandId, @Nullable Instant issuedAt) {
        var earlier = draft.state().verdicts().stream()
                .filter(verdict -> verdict.answers(commandId, issuedAt))
                .findFirst();
        earlier.ifPresent(verdict -> draft.answer(verdict.repeated(draft.state().revision() + 1)));
        return earlier.isPresent();
    }

    /** The operation that this command has already become, if it has. */
    private Optional<String> repeated(StartRequested command) {
        var id = command.commandId();
        var state = draft.state();
        var active = state.active();
        if (active != null && active.commandId().equals(id)) {
            return Optional.of(active.operationId());
        }
        var waiting = state.queue().stream()
                .filter(queued -> queued.commandId().equals(id))
                .findFirst();
        if (waiting.isPresent()) {
            return Optional.of(waiting.get().operationId());
        }
        var finished = state.finished();
        for (int i = finished.size() - 1; i >= 0; i--) {
            var summary = finished.get(i);
            if (summary.commandId().equals(id)) {
                return stillAnswers(summary, finished.stream().skip(i + 1L), command.issuedAt())
                        ? Optional.of(summary.operationId())
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * A record delivered again answers as it did the first time. The same request made anew does so only while what it
     * achieved still stands: a failed create may be asked for again, and so may one whose cluster was deleted.
     */
    private boolean stillAnswers(Summary summary, Stream<Summary> later, Instant issuedAt) {
        if (!issuedAt.isAfter(summary.endedAt())) {
            return true;
        }
        return summary.ending() == Ending.SUCCEEDED
                && draft.state().active() == null
                && later.noneMatch(other -> other.kind() != Kind.CHANGE);
    }

    private void accept(StartRequested command, @Nullable Instant death) {
        var waiting = waiting(command);
        if (draft.state().active() == null && draft.state().queue().isEmpty()) {
            var refusal = Progress.refusal(draft, waiting);
            if (refusal.isPresent()) {
                draft.reject(command.commandId(), command.issuedAt(), refusal.get());
                return;
            }
        }
        draft.emit(new SagaEvent.CommandAccepted(waiting, death));
        draft.accept(command.commandId(), command.issuedAt(), waiting.operationId());
    }

    private Waiting waiting(StartRequested command) {
        var operationId =
                ids.operationId(draft.state().key(), draft.state().counters().accepted() + 1, command.commandId());
        return new Waiting(operationId, command.commandId(), command.name(), command.command(), draft.now());
    }

    private void drop(Waiting waiting, Ending ending, Fault fault) {
        draft.emit(new SagaEvent.WaitingDropped(Progress.unstarted(draft, waiting, ending, fault)));
    }

    private void reject(StartRequested command, String code, String message) {
        draft.reject(command.commandId(), command.issuedAt(), Rejection.of(code, message));
    }

    /** Later steps may need the result, which nobody knows. */
    private static Rejection notSkippable(StepState step) {
        return Rejection.of(
                "ResultUnknown",
                "expected a step whose result nothing depends on, but the answer of step " + step.name()
                        + " could not be read: retry or abandon");
    }

    private static Rejection notRunning(String operationId) {
        return Rejection.of(
                "OperationNotRunning", "expected operation " + operationId + " to run or to wait, but it does not");
    }
}
