package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.schemas.RegistryException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.SerializationExceptionOrigin;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamFailuresTest {
    private static final Suspects.Input INPUT = new Suspects.Input("task.results", 3, 17);

    private final Suspects suspects = new Suspects();
    private final ProductionFailures production = new ProductionFailures();
    private final ProcessingFailures processing = new ProcessingFailures();

    StreamFailuresTest() {
        production.configure(StreamFailures.settings(suspects));
        processing.configure(StreamFailures.settings(suspects));
        suspects.take(INPUT);
    }

    @Test
    void everyHandlerIsOurChoice() {
        assertThat(StreamFailures.settings(suspects))
                .containsKeys(
                        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG);
    }

    @Test
    void anOutputThatIsTooLargeFailsTheThreadAndMakesItsInputSuspect() {
        var response = production.handleError(from("task.results"), output(), new RecordTooLargeException("2 MiB"));

        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.FAIL);
        assertThat(suspects.take(INPUT)).get().satisfies(suspicion -> assertThat(suspicion.reason())
                .isEqualTo("what it leads to is too large for topic tasks.infra: 2 MiB"));
    }

    @Test
    void anOutputOfADeadlineOrOfAChangelogMakesWhatIsInHandSuspect() {
        var deadline = Suspects.Input.wakeOf("cluster");
        suspects.take(deadline);
        production.handleError(from(null), output(), new RecordTooLargeException("2 MiB"));

        assertThat(suspects.take(deadline)).isPresent();
    }

    @Test
    void aFailureOfKafkaIsNobodysFault() {
        assertThat(production
                        .handleError(from("task.results"), output(), new TopicAuthorizationException("no"))
                        .result())
                .isEqualTo(ProductionExceptionHandler.Result.FAIL);
        assertThat(production
                        .handleError(from("task.results"), output(), new TimeoutException("later"))
                        .result())
                .isEqualTo(ProductionExceptionHandler.Result.RETRY);
        assertThat(suspects.take(INPUT)).isEmpty();
    }

    @Test
    void anOutputThatItsSchemaRefusesMakesItsInputSuspectButARegistryThatIsAwayDoesNot() {
        var away = production.handleSerializationError(
                from("task.results"), output(), new RegistryException("away"), SerializationExceptionOrigin.VALUE);
        assertThat(away.result()).isEqualTo(ProductionExceptionHandler.Result.FAIL);
        assertThat(suspects.take(INPUT)).isEmpty();

        production.handleSerializationError(
                from("task.results"), output(), new SerializationException("null"), SerializationExceptionOrigin.VALUE);
        assertThat(suspects.take(INPUT)).isPresent();
    }

    @Test
    void anErrorOfOurOwnFailsTheThreadAndMakesTheInputSuspectMoreEachTime() {
        var record = new Record<>("key", "value", 0L);

        processing.handleError(from("task.results"), record, new IllegalStateException("a bug"));
        var response = processing.handleError(from("task.results"), record, new IllegalStateException("a bug"));

        assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.FAIL);
        assertThat(suspects.take(INPUT))
                .contains(new Suspects.Suspicion("the orchestrator failed: java.lang.IllegalStateException: a bug", 2));
    }

    @Test
    void aRegistryThatIsAwayMakesNoInputSuspect() {
        processing.handleError(from("task.results"), new Record<>("k", "v", 0L), new RegistryException("away"));

        assertThat(suspects.take(INPUT)).isEmpty();
    }

    private static ErrorHandlerContext from(@Nullable String topic) {
        return new DefaultErrorHandlerContext(
                null, topic, 3, 17, new RecordHeaders(), "sagas", new TaskId(0, 3), 0L, null, null);
    }

    private static ProducerRecord<byte[], byte[]> output() {
        return new ProducerRecord<>("tasks.infra", "cluster".getBytes(StandardCharsets.UTF_8), new byte[1]);
    }
}
