package io.proconsul.simulation;

import io.proconsul.orchestrator.cluster.ClusterSagas;
import io.proconsul.orchestrator.cluster.CreateClusterSaga;
import io.proconsul.saga.engine.Decision;
import io.proconsul.saga.engine.Effect;
import io.proconsul.saga.engine.Outcome;
import io.proconsul.saga.engine.SagaEngine;
import io.proconsul.saga.engine.SagaEvent;
import io.proconsul.saga.engine.SagaInput;
import io.proconsul.saga.engine.SagaInput.StartRequested;
import io.proconsul.saga.engine.SagaInput.TaskAnswered;
import io.proconsul.saga.engine.SagaInput.TimerFired;
import io.proconsul.saga.engine.SagaState;
import io.proconsul.saga.engine.StepState;
import io.proconsul.saga.engine.StepState.Status;
import io.proconsul.saga.engine.SubjectState;
import io.proconsul.saga.engine.Verdict;
import io.proconsul.saga.engine.Waiting;
import io.proconsul.wire.WithdrawDns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Engines with one thing wrong. */
final class PlantedBugs {
    private PlantedBugs() {}

    /** Whatever answer comes is taken for the answer to the newest task. */
    static Decider takesLateAnswers(References messages) {
        var engine = World.engine(messages);
        return (state, input, now) ->
                engine.decide(state, input instanceof TaskAnswered late ? fresh(state, late) : input, now);
    }

    private static TaskAnswered fresh(SubjectState state, TaskAnswered late) {
        var active = state.active();
        if (active == null || !active.operationId().equals(late.sagaId())) {
            return late;
        }
        return active.step(late.step())
                .map(step -> new TaskAnswered(late.sagaId(), late.step(), step.attempt(), step.epoch(), late.outcome()))
                .orElse(late);
    }

    /** Takes it that an identity goes away by itself. */
    static Decider skipsACompensation(References messages) {
        return careless(messages, new CarelessSaga(new CreateClusterSaga(), "create-identity", null));
    }

    /** Sends something to undo an identity, but it does not. */
    static Decider undoesTheWrongThing(References messages) {
        return careless(
                messages,
                new CarelessSaga(new CreateClusterSaga(), "create-identity", in -> new WithdrawDns(in.getRef())));
    }

    private static Decider careless(References messages, CarelessSaga create) {
        var definitions = ClusterSagas.with(create, new ExtendClusterSaga());
        var engine = new SagaEngine(
                definitions, messages, (subject, ordinal, command) -> subject + "/" + ordinal + "/" + command);
        return engine::decide;
    }

    /** Undoes in the order of the alphabet. */
    static Decider undoesInAnyOrder(References messages) {
        var engine = World.engine(messages);
        return (state, input, now) -> engine.decide(shuffled(state), input, now);
    }

    private static SubjectState shuffled(SubjectState state) {
        var active = state.active();
        return active == null || !active.turned()
                ? state
                : with(
                        state,
                        active,
                        active.steps().stream()
                                .sorted(Comparator.comparing(StepState::name))
                                .toList());
    }

    /** All steps use up the same attempts. */
    static Decider sharesAttempts(References messages) {
        var engine = World.engine(messages);
        return (state, input, now) ->
                engine.decide(input instanceof TaskAnswered answer ? shared(state, answer.step()) : state, input, now);
    }

    private static SubjectState shared(SubjectState state, String answered) {
        var active = state.active();
        if (active == null) {
            return state;
        }
        var failures = active.steps().stream().mapToInt(StepState::failures).sum();
        return with(
                state,
                active,
                active.steps().stream()
                        .map(step -> step.name().equals(answered) ? having(step, failures) : step)
                        .toList());
    }

    private static StepState having(StepState step, int failures) {
        return new StepState(
                step.name(),
                step.status(),
                step.attempt(),
                failures,
                step.epoch(),
                step.startedAt(),
                step.dueAt(),
                step.finishBy(),
                step.outage(),
                step.endedAt(),
                step.continuation(),
                step.result(),
                step.fault());
    }

    /** When a step has failed, the one before it is done once more. */
    static Decider recomputesResults(References messages) {
        var engine = World.engine(messages);
        return (state, input, now) -> engine.decide(
                input instanceof TaskAnswered answer && answer.outcome() instanceof Outcome.Failed
                        ? forgetful(state, answer.step())
                        : state,
                input,
                now);
    }

    private static SubjectState forgetful(SubjectState state, String failed) {
        var active = state.active();
        if (active == null || active.turned()) {
            return state;
        }
        var steps = new ArrayList<>(active.steps());
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).name().equals(failed) && steps.get(i - 1).status() == Status.SUCCEEDED) {
                steps.remove(i - 1);
            }
        }
        return with(state, active, steps);
    }

    private static SubjectState with(SubjectState state, SagaState active, List<StepState> steps) {
        var saga = new SagaState(
                active.operationId(),
                active.commandId(),
                active.name(),
                active.version(),
                active.input(),
                active.startedAt(),
                steps,
                active.cause(),
                active.cancelled());
        return new SubjectState(
                state.key(), state.identity(), state.life(), state.counters(), saga, state.queue(), state.past());
    }

    /** Says no, and does it all the same. */
    static Decider executesWhatItRejects(References messages) {
        return overruled(messages, "AnotherOperationInProgress", false);
    }

    /** Lets a cluster be created while it is being deleted. */
    static Decider livesOnAfterItsDeath(References messages) {
        return overruled(messages, "ClusterDeleting", true);
    }

    /** Lets any number wait. */
    static Decider queuesWithoutEnd(References messages) {
        return overruled(messages, "TooManyOperations", true);
    }

    private static Decider overruled(References messages, String code, boolean admitted) {
        var engine = World.engine(messages);
        return (state, input, now) -> {
            var decision = engine.decide(state, input, now);
            var rejected = decision.events().stream()
                    .filter(SagaEvent.CommandAnswered.class::isInstance)
                    .map(event -> ((SagaEvent.CommandAnswered) event).verdict().rejection())
                    .anyMatch(rejection -> rejection != null && rejection.code().equals(code));
            return rejected && input instanceof StartRequested start
                    ? accepted(state, decision, start, now, admitted)
                    : decision;
        };
    }

    private static Decision accepted(
            SubjectState before, Decision rejected, StartRequested start, Instant now, boolean admitted) {
        var operation = "ghost/" + before.revision();
        var waiting = new Waiting(operation, start.commandId(), start.name(), start.command(), now);
        var verdict = new Verdict(start.commandId(), start.issuedAt(), operation, null, before.revision() + 1);
        var events = List.of(
                admitted
                        ? new SagaEvent.CommandAnswered(verdict)
                        : rejected.events().get(0),
                new SagaEvent.CommandAccepted(waiting, null));
        return new Decision(before.after(events), events, rejected.effects(), rejected.ended());
    }

    /** Begins a new life among what is left of the one before. */
    static Decider buildsAmongLeftovers(References messages) {
        var engine = World.engine(messages);
        return (state, input, now) -> {
            var decision = engine.decide(input instanceof StartRequested ? cleared(state) : state, input, now);
            var after = decision.transition() ? state.after(decision.events()) : state;
            return new Decision(after, decision.events(), decision.effects(), decision.ended());
        };
    }

    private static SubjectState cleared(SubjectState state) {
        var life = state.life();
        return new SubjectState(
                state.key(),
                state.identity(),
                new SubjectState.Life(life.incarnation(), life.phase(), life.document(), List.of(), life.diedAt()),
                state.counters(),
                state.active(),
                state.queue(),
                state.past());
    }

    /** Goes to wait, and tells no timer. */
    static Decider losesTimers(References messages) {
        var engine = World.engine(messages);
        return (state, input, now) -> {
            var decision = engine.decide(state, input, now);
            var effects = new ArrayList<>(decision.effects());
            effects.removeIf(Effect.StartTimer.class::isInstance);
            return new Decision(decision.state(), decision.events(), effects, decision.ended());
        };
    }

    /** Believes every timer. */
    static Decider waitsTooShort(References messages) {
        var engine = World.engine(messages);
        return (state, input, now) ->
                engine.decide(state, input, input instanceof TimerFired ? now.plus(Duration.ofMinutes(2)) : now);
    }

    /** Takes a command for a new one each time it comes. */
    static Decider forgetsItsAnswers(References messages) {
        var engine = World.engine(messages);
        return (state, input, now) -> engine.decide(state, unknown(input, state), now);
    }

    private static SagaInput unknown(SagaInput input, SubjectState state) {
        return input instanceof StartRequested start
                ? new StartRequested(
                        start.commandId() + "#" + state.revision(), start.name(), start.command(), start.issuedAt())
                : input;
    }

    /** Writes down less than it does. */
    static Decider keepsAPoorJournal(References messages) {
        var engine = World.engine(messages);
        return (state, input, now) -> {
            var decision = engine.decide(state, input, now);
            var events = decision.events().stream()
                    .filter(event -> !(event instanceof SagaEvent.StepEnded))
                    .toList();
            return new Decision(decision.state(), events, decision.effects(), decision.ended());
        };
    }
}
