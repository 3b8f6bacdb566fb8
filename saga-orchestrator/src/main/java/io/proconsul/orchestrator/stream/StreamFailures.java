package io.proconsul.orchestrator.stream;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/**
 * What happens when Kafka Streams itself meets a failure. It never goes on past one: a part of a decision would be
 * lost. The thread fails, its transaction is undone, and the input is read again; if the input is at fault, it is
 * suspected first, and buried when it comes again.
 */
final class StreamFailures {
    private static final String SUSPECTS = "proconsul.suspects";

    private StreamFailures() {}

    static Map<String, Object> settings(Suspects suspects) {
        return Map.of(
                SUSPECTS,
                suspects,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                ProcessingFailures.class,
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                ProductionFailures.class,
                // Streams reads bytes only, which cannot fail; what they hold is read by the processor.
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndFailExceptionHandler.class,
                // A record without a time of its own is no reason to stop.
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
                UsePartitionTimeOnInvalidTimestamp.class);
    }

    static Suspects suspects(Map<String, ?> configs) {
        return (Suspects) requireNonNull(configs.get(SUSPECTS), SUSPECTS);
    }
}
