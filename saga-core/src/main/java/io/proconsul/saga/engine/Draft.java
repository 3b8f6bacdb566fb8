package io.proconsul.saga.engine;

import io.proconsul.saga.Definition;
import io.proconsul.saga.Definitions;
import io.proconsul.saga.Lifecycle.Kind;
import io.proconsul.saga.Messages;
import io.proconsul.saga.Payload;
import io.proconsul.saga.Rejection;
import io.proconsul.saga.Results;
import io.proconsul.saga.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A decision in the making: the state as the events so far have left it. Lives for one call of the engine. */
final class Draft {
    private final Definitions definitions;
    private final Messages messages;
    private final Instant now;
    private final SubjectState before;
    private final List<SagaEvent> events = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<SagaState> ended = new ArrayList<>();
    private SubjectState state;
    private @Nullable Run<?> run;

    Draft(Definitions definitions, Messages messages, SubjectState before, Instant now) {
        this.definitions = definitions;
        this.messages = messages;
        this.before = before;
        this.state = before;
        this.now = now;
    }

    Definitions definitions() {
        return definitions;
    }

    Messages messages() {
        return messages;
    }

    Instant now() {
        return now;
    }

    SubjectState state() {
        return state;
    }

    SagaState saga() {
        return state.running();
    }

    /** What a saga of this name means for the subject. */
    Kind kind(String name) {
        return definitions
                .newest(name)
                .map(definition -> definition.saga().lifecycle().kind())
                .orElse(Kind.CHANGE);
    }

    /** The operation that ends the subject's life, if one runs or waits. */
    Optional<String> death() {
        var active = state.active();
        if (active != null && kind(active.name()) == Kind.DEATH) {
            return Optional.of(active.operationId());
        }
        return state.queue().stream()
                .filter(waiting -> kind(waiting.name()) == Kind.DEATH)
                .map(Waiting::operationId)
                .findFirst();
    }

    /** Whether a death is accepted, and something else still runs. */
    boolean deathWaits() {
        var active = state.active();
        return active != null
                && death().filter(operation -> !operation.equals(active.operationId()))
                        .isPresent();
    }

    void emit(SagaEvent event) {
        events.add(event);
        state = event.applyTo(state);
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    void accept(String commandId, @Nullable Instant issuedAt, String operationId) {
        answer(new Verdict(commandId, issuedAt, operationId, null, state.revision() + 1));
    }

    void reject(String commandId, @Nullable Instant issuedAt, Rejection rejection) {
        answer(new Verdict(commandId, issuedAt, null, rejection, state.revision() + 1));
    }

    void answer(Verdict verdict) {
        emit(new SagaEvent.CommandAnswered(verdict));
    }

    void ended(SagaState saga) {
        ended.add(saga);
    }

    /** Whether anything has happened so far. */
    boolean changed() {
        return Decision.changes(events);
    }

    Decision decision() {
        return new Decision(changed() ? state.nextRevision() : before, events, effects, ended);
    }

    /** The running saga as its author sees it; its input is decoded once, whatever the decision makes of it. */
    Run<?> run() {
        var saga = saga();
        var known = run;
        if (known == null || !known.operationId().equals(saga.operationId())) {
            known = run(definitions.get(saga.name(), saga.version()), saga);
            run = known;
        }
        return known;
    }

    private <I> Run<I> run(Definition<?, I> definition, SagaState saga) {
        var input = messages.decode(saga.input(), definition.saga().input());
        return new Run<>(saga.operationId(), definition, input, this::result, this::kept);
    }

    /** Of a step of the running saga, as far as the decision has come. */
    private Optional<Object> result(Step<?, ?> step) {
        return saga().step(step.name())
                .filter(StepState::done)
                .map(StepState::result)
                .map(payload -> messages.decode(payload, step.reply()));
    }

    /** The result of a step that is done and without a way back, also after the saga has turned. */
    private Optional<Object> kept(Step<?, ?> step) {
        return saga().step(step.name())
                .filter(found -> run().definition().step(step.name()).compensation() == null)
                .map(StepState::result)
                .map(payload -> messages.decode(payload, step.reply()));
    }

    record Run<I>(String operationId, Definition<?, I> definition, I input, Results results, Results kept) {

        /** The task's command; empty where there is nothing to undo. */
        Optional<Object> command(String name, Direction direction) {
            var step = definition.step(name);
            if (direction == Direction.FORWARD) {
                return Optional.of(step.command().apply(input, results));
            }
            var undo = step.compensation();
            return undo == null ? Optional.empty() : Optional.of(undo.apply(input));
        }

        @Nullable Object conclusion() {
            return definition.saga().conclusion(input, results);
        }

        @Nullable Object failure() {
            return definition.saga().failure(input, kept);
        }
    }

    @Nullable Payload encodedOr(@Nullable Object message, @Nullable Payload otherwise) {
        return message == null ? otherwise : messages.encode(message);
    }
}
