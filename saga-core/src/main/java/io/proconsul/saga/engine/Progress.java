package io.proconsul.saga.engine;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Definition;
import io.proconsul.saga.Lifecycle.Kind;
import io.proconsul.saga.Rejection;
import io.proconsul.saga.Subject;
import io.proconsul.saga.engine.Summary.Ending;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a subject as far as it can go without hearing from anyone: begins, goes on, goes back, ends, begins the next. */
final class Progress {
    private final Draft draft;
    private final Dispatch dispatch;

    Progress(Draft draft) {
        this.draft = draft;
        this.dispatch = new Dispatch(draft);
    }

    void advance() {
        while (step()) {
            // until nothing moves
        }
    }

    private boolean step() {
        var active = draft.state().active();
        if (active == null) {
            return startNext();
        }
        return active.turned() ? goBack() : goForward();
    }

    private boolean startNext() {
        var queue = draft.state().queue();
        if (queue.isEmpty()) {
            return false;
        }
        var next = queue.get(0);
        var definition = draft.definitions().newest(next.name()).orElseThrow();
        start(definition, next);
        return true;
    }

    private <C, I> void start(Definition<C, I> definition, Waiting next) {
        var saga = definition.saga();
        var admission = admission(draft, definition, next);
        if (admission instanceof Admission.Admitted<I> admitted) {
            var state = new SagaState(
                    next.operationId(),
                    next.commandId(),
                    saga.name(),
                    saga.version(),
                    draft.messages().encode(admitted.input()),
                    draft.now(),
                    List.of(),
                    null,
                    false);
            draft.emit(new SagaEvent.SagaStarted(
                    state,
                    incarnation(draft, definition),
                    saga.lifecycle().during(),
                    draft.encodedOr(
                            saga.opening(admitted.input()), draft.state().document())));
        } else if (admission instanceof Admission.Refused<I> refused) {
            var fault =
                    new Fault(refused.rejection().code(), refused.rejection().message());
            draft.emit(new SagaEvent.WaitingDropped(unstarted(draft, next, Ending.REFUSED, fault)));
        }
    }

    private boolean goForward() {
        var saga = draft.saga();
        var run = draft.run();
        var complete = run.definition().plan().advance(saga::done, step -> {
            if (!saga.begun(step.name())) {
                dispatch.begin(step);
            }
        });
        if (complete) {
            end(draft, Ending.SUCCEEDED, null);
        }
        return complete;
    }

    /** One step at a time, the last begun first; but what is still outstanding on the way forward settles before. */
    private boolean goBack() {
        var saga = draft.saga();
        if (saga.underWay()) {
            return false;
        }
        if (saga.needsOperator()) {
            return giveWay();
        }
        var last = saga.lastToUndo();
        if (last == null) {
            end(draft, saga.cancelled() ? Ending.CANCELLED : Ending.FAILED, saga.cause());
            return true;
        }
        return !dispatch.undo(last);
    }

    /** What is stuck waits for an operator, but a death waits for nobody: it removes what could not be undone. */
    private boolean giveWay() {
        var gives = draft.deathWaits();
        if (gives) {
            abandon(draft, Fault.SUPERSEDED);
        }
        return gives;
    }

    private static void end(Draft draft, Ending ending, @Nullable Fault fault) {
        var saga = draft.saga();
        var run = draft.run();
        var lifecycle = run.definition().saga().lifecycle();
        var success = ending == Ending.SUCCEEDED;
        var gone = success && lifecycle.kind() == Kind.DEATH;
        draft.ended(saga);
        draft.emit(new SagaEvent.SagaEnded(
                new Summary(
                        saga.operationId(),
                        saga.commandId(),
                        saga.name(),
                        lifecycle.kind(),
                        ending,
                        saga.startedAt(),
                        draft.now(),
                        fault),
                success ? lifecycle.success() : lifecycle.failure(),
                draft.encodedOr(
                        success ? run.conclusion() : run.failure(),
                        gone ? null : draft.state().document()),
                gone ? List.of() : Leftovers.after(draft, ending)));
    }

    /** Ends the running saga with whatever it leaves behind named in the fault. */
    static void abandon(Draft draft, Fault reason) {
        var message = reason.message() + "; not undone: " + Leftovers.of(draft, Ending.ABANDONED);
        end(draft, Ending.ABANDONED, new Fault(reason.code(), message));
    }

    static Optional<Rejection> refusal(Draft draft, Waiting candidate) {
        var definition = draft.definitions().newest(candidate.name()).orElseThrow();
        return admission(draft, definition, candidate) instanceof Admission.Refused<?> refused
                ? Optional.of(refused.rejection())
                : Optional.empty();
    }

    static Summary unstarted(Draft draft, Waiting waiting, Ending ending, Fault fault) {
        return new Summary(
                waiting.operationId(),
                waiting.commandId(),
                waiting.name(),
                draft.kind(waiting.name()),
                ending,
                waiting.acceptedAt(),
                draft.now(),
                fault);
    }

    private static <C, I> Admission<I> admission(Draft draft, Definition<C, I> definition, Waiting next) {
        var state = draft.state();
        var leftovers = state.life().leftovers();
        if (definition.saga().lifecycle().kind() == Kind.BIRTH && !leftovers.isEmpty()) {
            return Admission.refused(
                    "LeftoversRemain",
                    "expected nothing to be left of the life before, but found "
                            + leftovers.stream().map(Leftover::name).toList()
                            + "; a deletion removes them");
        }
        var subject = new Subject(
                state.key(),
                state.identity(),
                incarnation(draft, definition),
                state.phase(),
                state.document(),
                draft.messages());
        var saga = definition.saga();
        return saga.admit(draft.messages().decode(next.command(), saga.command()), subject);
    }

    private static long incarnation(Draft draft, Definition<?, ?> definition) {
        var birth = definition.saga().lifecycle().kind() == Kind.BIRTH;
        return draft.state().incarnation() + (birth ? 1 : 0);
    }
}
