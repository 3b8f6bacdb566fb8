package io.proconsul.orchestrator.stream;

import static java.util.Objects.requireNonNull;

import io.proconsul.schemas.RegistryException;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * An output that is too large, or that its own schema refuses, is the doing of the input that led to it. Any failure but
 * one that Kafka takes for passing fails the thread: an output that is dropped would be a task that nobody performs.
 */
public final class ProductionFailures implements ProductionExceptionHandler {
    private @Nullable Suspects suspects;

    @Override
    public void configure(Map<String, ?> configs) {
        suspects = StreamFailures.suspects(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
        if (failure instanceof RecordTooLargeException) {
            suspect("what it leads to is too large for topic " + record.topic() + ": " + failure.getMessage());
        }
        return failure instanceof RetriableException ? Response.retry() : Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes") // Kafka's signature
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception failure,
            SerializationExceptionOrigin origin) {
        if (!(failure instanceof RegistryException)) {
            suspect("what it leads to cannot be written to topic " + record.topic() + ": " + failure);
        }
        return Response.fail();
    }

    /** The producer says so while it is handed the output, and so while the input is in hand. */
    private void suspect(String reason) {
        requireNonNull(suspects).suspect(reason);
    }
}
