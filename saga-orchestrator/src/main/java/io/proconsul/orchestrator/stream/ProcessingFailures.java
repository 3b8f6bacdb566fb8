package io.proconsul.orchestrator.stream;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** An error of our own is the input's doing; an error of Kafka's or the registry's passes. Either fails the thread. */
public final class ProcessingFailures implements ProcessingExceptionHandler {
    private @Nullable Suspects suspects;

    @Override
    public void configure(Map<String, ?> configs) {
        suspects = StreamFailures.suspects(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
        if (!(failure instanceof KafkaException)) {
            requireNonNull(suspects).suspect("the orchestrator failed: " + failure);
        }
        return Response.fail();
    }
}
