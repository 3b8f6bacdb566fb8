package io.proconsul.worker.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.schemas.Ids;
import io.proconsul.schemas.MessageHeaders;
import io.proconsul.schemas.Topic;
import io.proconsul.schemas.Topics;
import io.proconsul.schemas.letters.DeadRecord;
import io.proconsul.wire.TaskProgress;
import io.proconsul.wire.TaskResult;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Progress;
import io.proconsul.worker.Redaction;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a worker writes. A future completes when the brokers have the record for good, and fails when the
 * producer has given up. Used by all lanes at once.
 */
final class Publisher implements Progress, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Publisher.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Producer<byte[], SpecificRecord> producer;
    private final Consumer<Headers> trace;
    private final String service;
    private final Clock clock;

    /**
     * @param trace writes the current trace context into a record's headers
     * @param service who gives up, in dead letters
     */
    Publisher(Producer<byte[], SpecificRecord> producer, Consumer<Headers> trace, String service, Clock clock) {
        this.producer = producer;
        this.trace = trace;
        this.service = service;
        this.clock = clock;
    }

    /** A repeated result has the same message id. */
    CompletableFuture<Void> result(byte @Nullable [] key, TaskResult result) {
        var id = Ids.uuidV5(UUID.fromString(result.getTaskId()), "result");
        return send(Topics.TASK_RESULTS, key, result, id);
    }

    CompletableFuture<Void> deadLetter(ConsumerRecord<byte[], byte[]> record, String reason) {
        LOG.errorf("Dead letter: %s-%d at %d: %s", record.topic(), record.partition(), record.offset(), reason);
        var dead = DeadRecord.of(record);
        var letter = new ProducerRecord<byte[], SpecificRecord>(
                Topics.DEAD_LETTERS.name(),
                null,
                dead.letterKey(),
                dead.letter(service, Redaction.of(reason)),
                dead.letterHeaders());
        return send(letter);
    }

    @Override
    public void say(Attempt attempt, String message) {
        var progress = TaskProgress.newBuilder()
                .setSagaId(attempt.sagaId())
                .setClusterId(attempt.clusterId())
                .setStep(attempt.step())
                .setAttempt(attempt.number())
                .setEpoch(attempt.epoch())
                .setMessage(Redaction.of(message))
                .build();
        var key = Ids.scopeKey(attempt.scope()).getBytes(UTF_8);
        send(Topics.TASK_PROGRESS, key, progress, UUID.randomUUID()).exceptionally(failed -> {
            LOG.debugf("Progress was not told: %s", failed.getMessage());
            return null;
        });
    }

    /** Gives what was sent a moment to arrive; nothing can be sent any more. */
    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }

    private <V extends SpecificRecord> CompletableFuture<Void> send(
            Topic<V> topic, byte @Nullable [] key, V value, UUID messageId) {
        var record = new ProducerRecord<byte[], SpecificRecord>(topic.name(), key, value);
        record.headers().add(MessageHeaders.MESSAGE_ID, messageId.toString().getBytes(UTF_8));
        record.headers()
                .add(MessageHeaders.ISSUED_AT, clock.instant().toString().getBytes(UTF_8));
        trace.accept(record.headers());
        return send(record);
    }

    private CompletableFuture<Void> send(ProducerRecord<byte[], SpecificRecord> record) {
        var acknowledged = new CompletableFuture<Void>();
        try {
            var unused = producer.send(record, (metadata, failed) -> {
                if (failed == null) {
                    acknowledged.complete(null);
                } else {
                    acknowledged.completeExceptionally(failed);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }
}
