package io.proconsul.simulation;

import io.proconsul.saga.Lifecycle.Kind;
import io.proconsul.saga.engine.Direction;
import io.proconsul.saga.engine.Effect.SendTask;
import io.proconsul.saga.engine.SagaEvent;
import io.proconsul.saga.engine.SagaInput.StuckResolved;
import io.proconsul.saga.engine.SagaInput.TaskAnswered;
import io.proconsul.saga.engine.StepState;
import io.proconsul.saga.engine.StepState.Status;
import io.proconsul.saga.engine.Summary.Ending;
import java.util.Set;

/**
 * The steps of one subject's operations: none begins before those it needs are done, and each has one task at a time
 * (I5); the way back visits all that began, the last first, and nothing else (I4).
 */
final class StepRules {
    private final String subject;
    private final Findings findings;
    private final CommandRules commands;
    private long epoch;
    /** By the clocks of whoever wrote the records, which do not agree: what was over once stays over. */
    private long latest;

    StepRules(String subject, Findings findings, CommandRules commands) {
        this.subject = subject;
        this.findings = findings;
        this.commands = commands;
    }

    void check(Transition transition) {
        var decision = transition.decision();
        latest = Math.max(latest, transition.at());
        if (transition.input() instanceof TaskAnswered answer && decision.transition()) {
            answered(answer);
        }
        for (var event : decision.events()) {
            if (event instanceof SagaEvent.StepEnded ended) {
                ended(transition, ended.step());
            } else if (event instanceof SagaEvent.StepDelayed delayed) {
                delayed(transition, delayed.step());
            } else if (event instanceof SagaEvent.StepParked parked) {
                parked(transition, parked.step());
            } else if (event instanceof SagaEvent.SagaTurned) {
                running(transition).turned = true;
            } else if (event instanceof SagaEvent.SagaEnded end) {
                sagaEnded(end);
            }
        }
        for (var effect : decision.effects()) {
            if (effect instanceof SendTask task) {
                sent(transition, task);
            }
        }
    }

    private void answered(TaskAnswered answer) {
        var operation = commands.find(answer.sagaId());
        var task = operation == null ? null : operation.newest.get(answer.step());
        if (task == null) {
            require(false, "I5", "an answer to a task that was never sent was taken: {}", answer);
            return;
        }
        require(
                task.epoch == answer.epoch() && !task.answered,
                "I5",
                "a late or repeated answer was taken: {}, the newest task has epoch {}",
                answer,
                task.epoch);
        task.answered = true;
    }

    private void delayed(Transition transition, StepState step) {
        var task = running(transition).newest.get(step.name());
        if (task != null) {
            task.waitUntil = step.dueAt().toEpochMilli();
        }
    }

    private void parked(Transition transition, StepState step) {
        var task = running(transition).newest.get(step.name());
        if (task != null) {
            task.parked = true;
        }
    }

    private void ended(Transition transition, StepState step) {
        var operation = running(transition);
        var task = operation.newest.get(step.name());
        switch (step.status()) {
            case SUCCEEDED -> operation.done.add(step.name());
            case UNDONE -> {
                operation.undone.add(step.name());
                require(
                        !operation.plan.undoable().contains(step.name())
                                || (task != null && task.direction == Direction.BACKWARD && task.answered),
                        "I4",
                        "step {} counts as undone, but nobody undid it",
                        step.name());
            }
            case SKIPPED -> {
                operation.done.add(step.name());
                operation.leftovers |= operation.kind == Kind.DEATH && transition.input() instanceof StuckResolved;
            }
            case UNDO_SKIPPED -> {
                operation.undone.add(step.name());
                operation.leftovers = true;
            }
            default -> {
                // neither done nor undone
            }
        }
        require(
                step.status() != Status.SUCCEEDED || (task != null && task.answered),
                "I5",
                "step {} succeeded without an answer",
                step.name());
    }

    private void sent(Transition transition, SendTask task) {
        var operation = commands.find(task.sagaId());
        if (operation == null) {
            require(false, "I5", "a task for an operation that was never accepted: {}", task);
            return;
        }
        require(!operation.ended(), "I4", "a task for an operation that has ended: {}", task);
        require(task.epoch() > epoch, "I5", "the epoch fell from {}: {}", epoch, task);
        epoch = task.epoch();
        var before = operation.newest.put(task.step(), new Operation.Sent(task));
        if (before != null) {
            repeated(transition, task, before);
        }
        if (task.direction() == Direction.FORWARD) {
            forward(operation, task, before == null);
        } else {
            backward(operation, task, before == null || before.direction == Direction.FORWARD);
        }
    }

    private void repeated(Transition transition, SendTask task, Operation.Sent before) {
        require(
                settled(before),
                "I5",
                "step {} has two tasks at once: {} and {}",
                task.step(),
                before.epoch,
                task.epoch());
        require(
                before.direction != task.direction()
                        || latest >= before.waitUntil
                        || transition.input() instanceof StuckResolved,
                "I5",
                "step {} was tried again before its wait was over",
                task.step());
    }

    private void forward(Operation operation, SendTask task, boolean first) {
        require(!operation.turned, "I4", "a saga that goes back sent {}", task);
        require(!operation.done.contains(task.step()), "I5", "step {} is done, and begins again", task.step());
        if (first) {
            var needed = operation.plan.before().getOrDefault(task.step(), Set.of());
            require(
                    operation.done.containsAll(needed),
                    "I5",
                    "step {} began before {} were done, only {} are",
                    task.step(),
                    needed,
                    operation.done);
            operation.begun.add(task.step());
        }
    }

    private void backward(Operation operation, SendTask task, boolean first) {
        require(operation.turned, "I4", "a saga that goes forward undoes: {}", task);
        var place = operation.begun.indexOf(task.step());
        require(place >= 0, "I4", "undoes what never began: {}", task);
        if (!first || place < 0) {
            return;
        }
        for (var later : operation.begun.subList(place + 1, operation.begun.size())) {
            require(
                    operation.undone.contains(later)
                            || !operation.plan.undoable().contains(later),
                    "I4",
                    "undoes {} before {}, which began later",
                    task.step(),
                    later);
        }
        operation.newest.forEach((step, sent) -> require(
                sent.direction == Direction.BACKWARD || settled(sent),
                "I4",
                "undoes {} while step {} is still under way",
                task.step(),
                step));
    }

    private boolean settled(Operation.Sent task) {
        return task.answered || task.parked || latest >= task.answerBy;
    }

    private void sagaEnded(SagaEvent.SagaEnded event) {
        var operation = commands.find(event.summary().operationId());
        if (operation == null) {
            return;
        }
        var ending = event.summary().ending();
        if (ending == Ending.SUCCEEDED) {
            require(!operation.turned, "I4", "operation {} turned back, and succeeded", operation.id);
            var missing = operation.plan.before().keySet().stream()
                    .filter(step -> !operation.done.contains(step))
                    .toList();
            require(missing.isEmpty(), "I5", "operation {} succeeded without {}", operation.id, missing);
        } else if (ending == Ending.ABANDONED) {
            operation.leftovers = true;
        } else {
            var left = operation.begun.stream()
                    .filter(operation.plan.undoable()::contains)
                    .filter(step -> !operation.undone.contains(step))
                    .toList();
            require(left.isEmpty(), "I4", "operation {} ended {} without undoing {}", operation.id, ending, left);
        }
    }

    /** The operation that a step's event is about: the one that runs, or has ended in the same transition. */
    private Operation running(Transition transition) {
        var decision = transition.decision();
        var ended = decision.ended();
        var saga = ended.isEmpty() ? decision.state().active() : ended.get(ended.size() - 1);
        var operation = saga == null ? null : commands.find(saga.operationId());
        if (operation == null) {
            throw new IllegalStateException("a step's event, but no operation that it is about: " + decision);
        }
        return operation;
    }

    private void require(boolean promise, String invariant, String otherwise, Object... details) {
        findings.require(promise, invariant, subject, otherwise, details);
    }
}
