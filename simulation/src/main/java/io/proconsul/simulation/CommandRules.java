package io.proconsul.simulation;

import io.proconsul.saga.Lifecycle.Kind;
import io.proconsul.saga.engine.SagaEvent;
import io.proconsul.saga.engine.SagaInput;
import io.proconsul.saga.engine.SagaInput.CancelRequested;
import io.proconsul.saga.engine.SagaInput.StartRequested;
import io.proconsul.saga.engine.SagaInput.StuckResolved;
import io.proconsul.saga.engine.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one subject: each is answered, and answered alike when it is delivered again (I6); what is accepted
 * becomes one operation that ends once (I1); operations do not overlap, keep their order, and a deletion is final (I9).
 */
final class CommandRules {
    /** How many newer answers an engine may have given before it may have forgotten one. */
    private static final int REMEMBERED = 8;

    /** How long an operation may go on when nothing goes wrong any more. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private final String subject;
    private final Findings findings;
    private final Plans plans;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<SagaInput, Given> answers = new HashMap<>();
    private @Nullable Operation active;
    private Instant death = Instant.MIN;
    private int answered;

    CommandRules(String subject, Findings findings, Plans plans) {
        this.subject = subject;
        this.findings = findings;
        this.plans = plans;
    }

    private record Given(Verdict verdict, int ordinal) {}

    @Nullable Operation find(String operation) {
        return operations.get(operation);
    }

    Iterable<Operation> all() {
        return operations.values();
    }

    void check(Transition transition) {
        var input = transition.input();
        var verdicts = 0;
        for (var event : transition.decision().events()) {
            if (event instanceof SagaEvent.CommandAnswered given) {
                verdicts++;
                answered(input, given.verdict(), transition);
            } else if (event instanceof SagaEvent.CommandAccepted accepted) {
                accepted(input, accepted);
            } else if (event instanceof SagaEvent.WaitingDropped dropped) {
                ended(dropped.summary().operationId(), dropped, transition.at());
            } else if (event instanceof SagaEvent.SagaStarted saga) {
                started(saga);
            } else if (event instanceof SagaEvent.SagaEnded ended) {
                ended(ended.summary().operationId(), ended, transition.at());
            }
        }
        var command =
                input instanceof StartRequested || input instanceof CancelRequested || input instanceof StuckResolved;
        require(verdicts == (command ? 1 : 0), "I1", "{} was given {} answers", input, verdicts);
    }

    private void answered(SagaInput input, Verdict verdict, Transition transition) {
        var onlyAnswered = transition.decision().events().size() == 1;
        var earlier = answers.get(input);
        answered++;
        require(verdict.rejection() == null || onlyAnswered, "I1", "rejected and executed: {}", input);
        if (earlier == null || answered - earlier.ordinal() > REMEMBERED) {
            answers.put(input, new Given(verdict, answered));
            return;
        }
        var first = earlier.verdict();
        require(
                Objects.equals(first.operationId(), verdict.operationId()),
                "I6",
                "{} was first answered {}, and when it was delivered again {}",
                input,
                first,
                verdict);
        require(onlyAnswered, "I6", "{} took effect again when it was delivered again", input);
    }

    private void accepted(SagaInput input, SagaEvent.CommandAccepted event) {
        var waiting = event.waiting();
        var operation = new Operation(waiting.operationId(), waiting.commandId(), plans.of(waiting.name()));
        for (var other : operations.values()) {
            require(
                    !other.commandId.equals(operation.commandId) || other.ended(),
                    "I6",
                    "command {} became operation {} while operation {} runs",
                    operation.commandId,
                    operation.id,
                    other.id);
            require(
                    other.kind != Kind.DEATH || other.ended(),
                    "I9",
                    "operation {} was accepted while {} deletes",
                    operation.id,
                    other.id);
        }
        var issuedAt = input instanceof StartRequested start ? start.issuedAt() : Instant.MIN;
        require(
                operation.kind == Kind.DEATH || !issuedAt.isBefore(death),
                "I9",
                "{} was issued before the deletion asked for at {}, and accepted",
                input,
                death);
        if (operation.kind == Kind.DEATH) {
            death = issuedAt;
        }
        require(operations.put(operation.id, operation) == null, "I1", "operation {} was accepted twice", operation.id);
    }

    private void started(SagaEvent.SagaStarted event) {
        var id = event.saga().operationId();
        var operation = operations.get(id);
        if (operation == null) {
            require(false, "I1", "operation {} started, but was never accepted", id);
            return;
        }
        require(!operation.started && !operation.ended(), "I1", "operation {} started again", id);
        require(active == null, "I9", "operation {} started while another runs", id);
        for (var other : operations.values()) {
            if (other == operation) {
                break;
            }
            require(other.ended(), "I9", "operation {} overtook {}", id, other.id);
        }
        operation.started = true;
        active = operation;
    }

    private void ended(String id, SagaEvent event, long at) {
        var operation = operations.get(id);
        if (operation == null) {
            require(false, "I1", "operation {} ended, but was never accepted", id);
            return;
        }
        require(!operation.ended(), "I1", "operation {} ended twice", id);
        operation.endedAt = at;
        if (event instanceof SagaEvent.SagaEnded end) {
            require(active == operation, "I9", "operation {} ended, but did not run", id);
            operation.ending = end.summary().ending();
            active = null;
        } else if (event instanceof SagaEvent.WaitingDropped dropped) {
            operation.ending = dropped.summary().ending();
        }
    }

    /** @param calmSince when things ceased to go wrong */
    void finish(long calmSince) {
        for (var operation : operations.values()) {
            require(operation.ended(), "I1", "operation {} never ended", operation.id);
            require(
                    operation.endedAt - calmSince <= LONGEST.toMillis(),
                    "I1",
                    "operation {} took {} after things went well again",
                    operation.id,
                    Duration.ofMillis(operation.endedAt - calmSince));
        }
    }

    private void require(boolean promise, String invariant, String otherwise, Object... details) {
        findings.require(promise, invariant, subject, otherwise, details);
    }
}
