package io.proconsul.simulation;

import io.proconsul.saga.Retry;
import io.proconsul.saga.Step;
import io.proconsul.saga.engine.Direction;
import io.proconsul.saga.engine.Effect.SendTask;
import io.proconsul.saga.engine.FailureCause;
import io.proconsul.saga.engine.Outcome;
import io.proconsul.saga.engine.SagaEvent;
import io.proconsul.saga.engine.SagaInput.StuckResolved;
import io.proconsul.saga.engine.SagaInput.TaskAnswered;
import io.proconsul.saga.engine.SagaInput.TimerFired;
import io.proconsul.saga.engine.StepState;
import java.time.Duration;

/** Each step has the attempts and the time that its definition gives it, no fewer and no more (I5). */
final class RetryRules {
    private final String subject;
    private final Findings findings;
    private final CommandRules commands;

    RetryRules(String subject, Findings findings, CommandRules commands) {
        this.subject = subject;
        this.findings = findings;
        this.commands = commands;
    }

    /** What one step has used up, in one direction, since it began or an operator had it tried again. */
    static final class Used {
        private final Direction direction;
        private final long since;
        private int failures;

        private Used(Direction direction, long since) {
            this.direction = direction;
            this.since = since;
        }
    }

    /** To be asked before the operation learns from the transition that it turned back. */
    void check(Transition transition) {
        if (transition.decision().transition()) {
            if (transition.input() instanceof TaskAnswered answer) {
                answered(transition, answer);
            } else if (transition.input() instanceof TimerFired timer) {
                fired(transition, timer);
            }
        }
        for (var effect : transition.decision().effects()) {
            if (effect instanceof SendTask task) {
                sent(transition, task);
            }
        }
    }

    private void answered(Transition transition, TaskAnswered answer) {
        var operation = commands.find(answer.sagaId());
        var used = operation == null ? null : operation.used.get(answer.step());
        if (operation == null
                || used == null
                || !(answer.outcome() instanceof Outcome.Failed failed)
                || failed.cause() != FailureCause.TRANSIENT
                || settles(operation, used)) {
            return;
        }
        used.failures++;
        var step = operation.plan.step(answer.step());
        var policy = used.direction == Direction.FORWARD ? step.retry() : Step.UNDO;
        if (delayed(transition, answer.step())) {
            require(
                    used.failures < policy.attempts(),
                    "step {} is tried again after {} failures, and has {} attempts",
                    step.name(),
                    used.failures,
                    policy.attempts());
        } else {
            require(
                    used.failures >= policy.attempts() || late(transition, used, step, policy),
                    "step {} was given up after {} failures, and has {} attempts",
                    step.name(),
                    used.failures,
                    policy.attempts());
        }
    }

    private static boolean late(Transition transition, Used used, Step<?, ?> step, Retry policy) {
        var next = transition.at() + policy.delayAfter(used.failures).toMillis();
        return next > used.since + within(used, step).toMillis();
    }

    /** Silence ends a step only when its time is up. */
    private void fired(Transition transition, TimerFired timer) {
        var operation = commands.find(timer.sagaId());
        var used = operation == null ? null : operation.used.get(timer.step());
        if (operation != null && used != null && ended(transition, timer.step()) && !settles(operation, used)) {
            var limit = within(used, operation.plan.step(timer.step()));
            require(
                    transition.at() > used.since + limit.toMillis(),
                    "step {} timed out before its {} were over",
                    timer.step(),
                    limit);
        }
    }

    private static Duration within(Used used, Step<?, ?> step) {
        return used.direction == Direction.FORWARD ? step.finishWithin() : Duration.ofDays(7);
    }

    private void sent(Transition transition, SendTask task) {
        var operation = commands.find(task.sagaId());
        if (operation != null) {
            var used = operation.used.get(task.step());
            if (used == null || used.direction != task.direction() || transition.input() instanceof StuckResolved) {
                operation.used.put(task.step(), new Used(task.direction(), transition.at()));
            }
        }
    }

    /** On the way forward of an operation that goes back: it may end at any time. */
    private static boolean settles(Operation operation, Used used) {
        return operation.turned && used.direction == Direction.FORWARD;
    }

    private static boolean delayed(Transition transition, String step) {
        for (var event : transition.decision().events()) {
            if (event instanceof SagaEvent.StepDelayed delayed && named(delayed.step(), step)) {
                return true;
            }
        }
        return false;
    }

    private static boolean ended(Transition transition, String step) {
        for (var event : transition.decision().events()) {
            if (event instanceof SagaEvent.StepEnded ended && named(ended.step(), step)) {
                return true;
            }
        }
        return false;
    }

    private static boolean named(StepState step, String name) {
        return step.name().equals(name);
    }

    private void require(boolean promise, String otherwise, Object... details) {
        findings.require(promise, "I5", subject, otherwise, details);
    }
}
