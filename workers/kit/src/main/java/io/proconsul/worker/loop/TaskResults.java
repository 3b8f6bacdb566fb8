package io.proconsul.worker.loop;

import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Failed;
import io.proconsul.wire.Pending;
import io.proconsul.wire.Succeeded;
import io.proconsul.wire.Task;
import io.proconsul.wire.TaskResult;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.Redaction;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between the wire's words for a task and its answer, and ours. */
final class TaskResults {

    private TaskResults() {}

    static Attempt attempt(Task task) {
        return new Attempt(
                task.getTaskId(),
                task.getSagaId(),
                task.getClusterId(),
                task.getScope(),
                task.getStep(),
                task.getDirection(),
                task.getAttempt(),
                task.getEpoch(),
                Optional.ofNullable(task.getContinuation()),
                task.getDeadline());
    }

    static TaskResult of(Task task, Outcome outcome) {
        return TaskResult.newBuilder()
                .setTaskId(task.getTaskId())
                .setSagaId(task.getSagaId())
                .setClusterId(task.getClusterId())
                .setStep(task.getStep())
                .setDirection(task.getDirection())
                .setAttempt(task.getAttempt())
                .setEpoch(task.getEpoch())
                .setOutcome(wire(outcome))
                .build();
    }

    private static Object wire(Outcome outcome) {
        if (outcome instanceof Outcome.Succeeded succeeded) {
            return new Succeeded(Payloads.pack(succeeded.reply()));
        }
        if (outcome instanceof Outcome.Pending pending) {
            return new Pending(pending.continuation(), pending.checkAfter().toMillis());
        }
        var failed = (Outcome.Failed) outcome;
        return new Failed(failed.code(), Redaction.of(failed.message()), failed.cause(), millis(failed.retryAfter()));
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
