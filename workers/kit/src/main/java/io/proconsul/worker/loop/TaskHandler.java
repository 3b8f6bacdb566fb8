package io.proconsul.worker.loop;

import io.proconsul.schemas.MalformedRecordException;
import io.proconsul.wire.Task;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Failures;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.TenureLostException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jboss.logging.Logger;

/**
 * From a record of the task topic to its durable answer. The future fails only if Kafka or the registry does, or if the task is
 * another worker's by now; whatever else the record holds and the activity does ends as a result or as a dead letter.
 */
final class TaskHandler implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TaskHandler.class);

    private final Deserializer<Task> tasks;
    private final Activities activities;
    private final Failures failures;
    private final Publisher publisher;
    private final TaskTelemetry telemetry;
    private final Clock clock;

    TaskHandler(
            Deserializer<Task> tasks,
            Activities activities,
            Failures failures,
            Publisher publisher,
            TaskTelemetry telemetry,
            Clock clock) {
        this.tasks = tasks;
        this.activities = activities;
        this.failures = failures;
        this.publisher = publisher;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    CompletableFuture<Void> handle(ConsumerRecord<byte[], byte[]> record) {
        try {
            var task = tasks.deserialize(record.topic(), record.headers(), record.value());
            return task == null ? bury(record, "The record has no value") : handle(record, task);
        } catch (MalformedRecordException e) {
            return bury(record, String.valueOf(e.getMessage()));
        } catch (KafkaException | TenureLostException e) {
            return CompletableFuture.failedFuture(e);
        } catch (RuntimeException e) {
            LOG.error("A task could not be handled, which is an error of the worker", e);
            return bury(record, "The worker failed: " + e);
        }
    }

    private CompletableFuture<Void> handle(ConsumerRecord<byte[], byte[]> record, Task task) {
        if (!clock.instant().isBefore(task.getDeadline())) {
            telemetry.late(task);
            LOG.infof(
                    "Task %s of step %s came after its deadline %s",
                    task.getTaskId(), task.getStep(), task.getDeadline());
            return CompletableFuture.completedFuture(null);
        }
        return telemetry.within(task, record.headers(), () -> answer(record, task));
    }

    private CompletableFuture<Void> answer(ConsumerRecord<byte[], byte[]> record, Task task) {
        Optional<Function<Attempt, Outcome>> activity;
        try {
            activity = activities.bind(task.getCommand());
        } catch (MalformedRecordException e) {
            return refuse(record, task, Outcome.permanent("MalformedCommand", e.toString()));
        }
        if (activity.isEmpty()) {
            var type = task.getCommand().getType();
            return refuse(record, task, Outcome.permanent("UnknownTask", "This worker has no activity for " + type));
        }
        return publish(record, task, perform(task, activity.get()));
    }

    private Outcome perform(Task task, Function<Attempt, Outcome> activity) {
        return telemetry.measured(task, () -> {
            try {
                return activity.apply(TaskResults.attempt(task));
            } catch (TenureLostException e) {
                LOG.infof("Task %s of step %s: %s", task.getTaskId(), task.getStep(), e.getMessage());
                throw e;
            } catch (Throwable e) {
                var failed = failures.outcomeOf(e);
                LOG.warnf("%s: %s", failed.code(), failed.message());
                LOG.debug("The exception behind it", e);
                return failed;
            }
        });
    }

    private CompletableFuture<Void> publish(ConsumerRecord<byte[], byte[]> record, Task task, Outcome outcome) {
        return publisher.result(record.key(), TaskResults.of(task, outcome)).exceptionallyCompose(failed -> {
            if (failed instanceof RecordTooLargeException) {
                var tooLarge = Outcome.permanent("ResultTooLarge", String.valueOf(failed.getMessage()));
                return publisher.result(record.key(), TaskResults.of(task, tooLarge));
            }
            return CompletableFuture.failedFuture(failed);
        });
    }

    /** Both are sent from here: what a producer's own thread sends may wait for metadata that only that thread brings. */
    private CompletableFuture<Void> refuse(ConsumerRecord<byte[], byte[]> record, Task task, Outcome.Failed refusal) {
        return CompletableFuture.allOf(bury(record, refusal.message()), publish(record, task, refusal));
    }

    private CompletableFuture<Void> bury(ConsumerRecord<byte[], byte[]> record, String reason) {
        telemetry.deadLetter();
        return publisher.deadLetter(record, reason);
    }

    @Override
    public void close() {
        publisher.close();
    }
}
