package io.proconsul.saga.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.Definitions;
import io.proconsul.saga.Messages;
import io.proconsul.saga.Payload;
import io.proconsul.saga.Saga;
import io.proconsul.saga.engine.Effect.SendTask;
import io.proconsul.saga.engine.Effect.StartTimer;
import io.proconsul.saga.engine.SagaInput.Loss;
import io.proconsul.saga.engine.SagaInput.Resolution;
import io.proconsul.saga.engine.StepState.Status;
import io.proconsul.saga.engine.Summary.Ending;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A saga test as a conversation: what is asked, what is sent, what is answered, and how it ends. */
final class Dialogue {
    private static final Payload IDENTITY = new Payload("Subject", new byte[0]);

    private SagaEngine engine;
    private final Map<String, Object> objects = new HashMap<>();
    private final Map<Long, SendTask> tasks = new HashMap<>();
    private final List<StartTimer> timers = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final List<SagaEvent> events = new ArrayList<>();
    private SubjectState state = SubjectState.unknown("subject", IDENTITY);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int commands;

    private Dialogue(Saga<?, ?>... sagas) {
        engine = engine(sagas);
    }

    static Dialogue with(Saga<?, ?>... sagas) {
        return new Dialogue(sagas);
    }

    /** Nothing stands here yet. */
    static Dialogue house() {
        return with(new Sagas.Build(), new Sagas.Paint(), new Sagas.Heat(), new Sagas.Demolish());
    }

    /** A house stands here; operation 1 built it. */
    static Dialogue standing() {
        return house().ask("create-1", "build", "cottage")
                .reply("ground", "soil")
                .reply("walls", "bricks")
                .reply("garden", "roses")
                .reply("roof", "thatch")
                .expectSent("ground", "walls", "garden", "roof")
                .expectEnded(Ending.SUCCEEDED);
    }

    /** From now on another release decides. */
    Dialogue deploy(Saga<?, ?>... sagas) {
        engine = engine(sagas);
        return this;
    }

    private SagaEngine engine(Saga<?, ?>... sagas) {
        return new SagaEngine(Definitions.of(sagas), new Memory(), (key, ordinal, command) -> "operation-" + ordinal);
    }

    /** Messages are kept by reference: encoding is no concern of these tests. */
    private final class Memory implements Messages {
        @Override
        public Payload encode(Object message) {
            var id = message.toString();
            objects.put(id, message);
            return new Payload(message.getClass().getSimpleName(), id.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public <T> T decode(Payload payload, Class<T> type) {
            return type.cast(Objects.requireNonNull(objects.get(new String(payload.data(), StandardCharsets.UTF_8))));
        }
    }

    Dialogue ask(String name, Object command) {
        return ask("command-" + ++commands, name, command);
    }

    Dialogue ask(String commandId, String name, Object command) {
        return hear(new SagaInput.StartRequested(commandId, name, new Memory().encode(command), now));
    }

    Dialogue askIf(Precondition precondition, String commandId, String name, Object command) {
        var payload = new Memory().encode(command);
        return hear(new SagaInput.StartRequested(commandId, name, payload, now, precondition));
    }

    long revision() {
        return state.revision();
    }

    Dialogue cancel(String operation) {
        return cancel("cancel-" + ++commands, operation);
    }

    Dialogue cancel(String commandId, String operation) {
        return hear(new SagaInput.CancelRequested(commandId, operation));
    }

    Dialogue resolve(String operation, Resolution resolution) {
        return resolve("resolve-" + ++commands, operation, resolution);
    }

    Dialogue resolve(String commandId, String operation, Resolution resolution) {
        return hear(new SagaInput.StuckResolved(commandId, operation, resolution, "because"));
    }

    Dialogue reply(String step, Object reply) {
        return answer(step, new Outcome.Succeeded(new Memory().encode(reply)));
    }

    Dialogue undone(String step) {
        return reply(step, "undone " + step);
    }

    Dialogue pending(String step, String continuation, Duration checkAfter) {
        return answer(step, new Outcome.Pending(continuation, checkAfter));
    }

    Dialogue fail(String step, FailureCause cause) {
        return fail(step, cause, null);
    }

    Dialogue fail(String step, FailureCause cause, @Nullable Duration retryAfter) {
        return answer(step, new Outcome.Failed(new Fault(cause + "Fault", step + " went wrong"), cause, retryAfter));
    }

    /** Something came that could not be read. */
    Dialogue lose(Loss loss) {
        return hear(new SagaInput.InputLost(loss, new Fault("Unreadable", "nobody can read this")));
    }

    private Dialogue answer(String step, Outcome outcome) {
        return answer(newest(step), outcome);
    }

    Dialogue answer(SendTask task, Outcome outcome) {
        return answer(task.sagaId(), task.step(), task.attempt(), task.epoch(), outcome);
    }

    Dialogue answer(String saga, String step, int attempt, long epoch, Outcome outcome) {
        return hear(new SagaInput.TaskAnswered(saga, step, attempt, epoch, outcome));
    }

    /** An answer in which it does not matter what was made. */
    Outcome succeeded() {
        return new Outcome.Succeeded(new Memory().encode("something"));
    }

    SendTask newest(String step) {
        return tasks.values().stream()
                .filter(task -> task.step().equals(step))
                .max((a, b) -> Long.compare(a.epoch(), b.epoch()))
                .orElseThrow(() -> new AssertionError("no task was ever sent for step " + step));
    }

    /** The newest wait is over. */
    Dialogue wait(String step, Duration expected) {
        var timer = newestTimer(step);
        assertThat(Duration.between(now, timer.dueAt())).as("wait of " + step).isEqualTo(expected);
        now = timer.dueAt();
        return waitAgain(step);
    }

    /** The timer of the newest wait is delivered. */
    Dialogue waitAgain(String step) {
        var timer = newestTimer(step);
        return hear(new SagaInput.TimerFired(timer.sagaId(), timer.step(), timer.epoch()));
    }

    private StartTimer newestTimer(String step) {
        return timers.stream()
                .filter(candidate -> candidate.step().equals(step))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError("nothing waits for step " + step));
    }

    Dialogue silence(String step, Duration time) {
        var task = newest(step);
        now = now.plus(time);
        return hear(new SagaInput.TimerFired(task.sagaId(), task.step(), task.epoch()));
    }

    Dialogue later(Duration time) {
        now = now.plus(time);
        return this;
    }

    private Dialogue hear(SagaInput input) {
        var before = state;
        var decision = engine.decide(state, input, now);
        assertThat(engine.decide(before, input, now).events())
                .as("deciding again")
                .isEqualTo(decision.events());
        state = decision.state();
        if (decision.transition()) {
            assertThat(before.after(decision.events()))
                    .as("the fold of the events")
                    .isEqualTo(state);
        }
        Exercised.by(before, decision);
        events.addAll(decision.events());
        for (var effect : decision.effects()) {
            if (effect instanceof SendTask task) {
                tasks.put(task.epoch(), task);
                sent.add((task.direction() == Direction.BACKWARD ? "undo " : "") + task.step());
            } else if (effect instanceof StartTimer timer) {
                timers.add(timer);
            }
        }
        return this;
    }

    /** What was sent since the last look, in order. */
    Dialogue expectSent(String... expected) {
        assertThat(sent).containsExactly(expected);
        sent.clear();
        return this;
    }

    Dialogue expectNothingSent() {
        return expectSent();
    }

    Dialogue expectPhase(String phase) {
        assertThat(state.phase()).isEqualTo(phase);
        return this;
    }

    Dialogue expectDocument(String text) {
        assertThat(new String(requireNonNull(state.document()).data(), StandardCharsets.UTF_8))
                .isEqualTo(text);
        return this;
    }

    Dialogue expectEnded(Ending ending) {
        assertThat(state.active()).as("running saga").isNull();
        assertThat(state.finished()).last().extracting(Summary::ending).isEqualTo(ending);
        return this;
    }

    Dialogue expectStuck() {
        assertThat(state.running().needsOperator()).isTrue();
        return this;
    }

    Dialogue expectStatus(String step, Status status) {
        assertThat(state.running().step(step))
                .get()
                .extracting(StepState::status)
                .isEqualTo(status);
        return this;
    }

    Dialogue expectAccepted(String operation) {
        assertThat(state.verdicts()).last().extracting(Verdict::operationId).isEqualTo(operation);
        return this;
    }

    Dialogue expectRejected(String code) {
        assertThat(state.verdicts().get(state.verdicts().size() - 1).rejection())
                .isNotNull()
                .extracting(rejection -> rejection.code())
                .isEqualTo(code);
        return this;
    }

    Dialogue expectIgnored() {
        assertThat(events).last().isInstanceOf(SagaEvent.StaleIgnored.class);
        return this;
    }

    /** What the newest task of the step says. */
    Dialogue expectCommand(String step, String text) {
        var data = newest(step).command().data();
        assertThat(new String(data, StandardCharsets.UTF_8)).isEqualTo(text);
        return this;
    }

    Dialogue expectRunning(String name) {
        assertThat(state.running().name()).isEqualTo(name);
        return this;
    }

    Dialogue expectFault(String code, String part) {
        assertThat(state.finished().get(state.finished().size() - 1).fault())
                .isNotNull()
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(code))
                .satisfies(fault -> assertThat(fault.message()).contains(part));
        return this;
    }

    /** Each as saga/step. */
    Dialogue expectLeftovers(String... names) {
        assertThat(state.life().leftovers()).extracting(Leftover::name).containsExactly(names);
        return this;
    }

    SubjectState state() {
        return state;
    }
}
