package io.proconsul.worker.loop;

import static io.proconsul.worker.loop.Samples.NOW;
import static io.proconsul.worker.loop.Samples.activity;
import static io.proconsul.worker.loop.Samples.bytes;
import static io.proconsul.worker.loop.Samples.createSecrets;
import static io.proconsul.worker.loop.Samples.key;
import static io.proconsul.worker.loop.Samples.task;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.proconsul.schemas.Payloads;
import io.proconsul.schemas.RegistryException;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.DeadLetter;
import io.proconsul.wire.DeleteNetwork;
import io.proconsul.wire.Done;
import io.proconsul.wire.Failed;
import io.proconsul.wire.FailureCause;
import io.proconsul.wire.Payload;
import io.proconsul.wire.Pending;
import io.proconsul.wire.Succeeded;
import io.proconsul.wire.Task;
import io.proconsul.wire.TaskResult;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Failures;
import io.proconsul.worker.Outcome;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskHandlerTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Task TASK = task("c1", "secrets", createSecrets("c1"), NOW.plusSeconds(60));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MockProducer<byte[], SpecificRecord> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), Samples.serializer());

    @Test
    void aTaskIsAnsweredWithTheActivitysReply() {
        var handler = handler(attempt -> Outcome.succeeded(new Done(2)));

        var answered = handler.handle(record(bytes(TASK)));

        assertThat(answered).isCompleted();
        var result = result();
        assertThat(result.getTaskId()).isEqualTo(TASK.getTaskId());
        assertThat(result.getEpoch()).isEqualTo(1);
        assertThat(Payloads.unpack(((Succeeded) result.getOutcome()).getReply(), Done.class))
                .isEqualTo(new Done(2));
        assertThat(sent().key()).isEqualTo(key("c1"));
    }

    @Test
    void anActivityIsToldWhichAttemptItIs() {
        var seen = new AtomicReference<Attempt>();
        var handler = handler(attempt -> {
            seen.set(attempt);
            return Outcome.pending("operation-1", Duration.ofSeconds(5));
        });

        handler.handle(record(bytes(TASK))).join();

        assertThat(seen.get()).isEqualTo(TaskResults.attempt(TASK));
        assertThat(result().getOutcome()).isEqualTo(new Pending("operation-1", 5_000L));
    }

    @Test
    void whatAnActivityThrowsIsAFailureWithoutSecrets() {
        var handler = handler(attempt -> {
            throw new IllegalStateException("refused, token=hvs.abcdefghijkl");
        });

        handler.handle(record(bytes(TASK))).join();

        assertThat(result().getOutcome())
                .isEqualTo(new Failed(
                        "IllegalStateException",
                        "java.lang.IllegalStateException: refused, token=***",
                        FailureCause.TRANSIENT,
                        null));
    }

    @Test
    void aTaskAfterItsDeadlineIsNeitherBegunNorAnswered() {
        var handler = handler(attempt -> {
            throw new AssertionError("begun");
        });

        var late = task("c1", "secrets", createSecrets("c1"), NOW);
        var handled = handler.handle(record(bytes(late)));

        assertThat(handled).isCompleted();
        assertThat(producer.history()).isEmpty();
        assertThat(meters.counter("proconsul.tasks.late", "command", "CreateSecrets")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void anUndecodableRecordGoesToTheDeadLettersWithItsCoordinates() {
        var handler = handler(attempt -> Outcome.succeeded(new Done()));

        handler.handle(record("garbage".getBytes(UTF_8))).join();

        var letter = (DeadLetter) sent().value();
        assertThat(letter.getTopic()).isEqualTo(Topics.TASKS_CERT.name());
        assertThat(letter.getPartition()).isEqualTo(3);
        assertThat(letter.getOffset()).isEqualTo(42);
        assertThat(letter.getService()).isEqualTo("worker-test");
        assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap("garbage".getBytes(UTF_8)));
    }

    @Test
    void aRecordWithoutAValueIsADeadLetter() {
        handler(attempt -> Outcome.succeeded(new Done())).handle(record(null)).join();

        assertThat(((DeadLetter) sent().value()).getReason()).isEqualTo("The record has no value");
    }

    @Test
    void aRecordTooLargeForALetterIsNamedAndLeftWhereItIs() {
        handler(attempt -> Outcome.succeeded(new Done()))
                .handle(record(new byte[1000 * 1024]))
                .join();

        var letter = (DeadLetter) sent().value();
        assertThat(letter.getOmitted()).isTrue();
        assertThat(letter.getValue()).isNull();
        assertThat(letter.getOffset()).isEqualTo(42);
    }

    @Test
    void anUnknownCommandIsADeadLetterAndFailsTheStep() {
        var handler = handler(attempt -> Outcome.succeeded(new Done()));
        var unknown =
                task("c1", "network", new DeleteNetwork(createSecrets("c1").getCluster()), NOW.plusSeconds(60));

        handler.handle(record(bytes(unknown))).join();

        assertThat(producer.history()).hasSize(2);
        assertThat(producer.history().get(0).topic()).isEqualTo(Topics.DEAD_LETTERS.name());
        assertThat(((TaskResult) producer.history().get(1).value()).getOutcome())
                .isEqualTo(new Failed(
                        "UnknownTask", "This worker has no activity for DeleteNetwork", FailureCause.PERMANENT, null));
    }

    @Test
    void aCommandThatCannotBeReadIsADeadLetterAndFailsTheStep() {
        var broken = Task.newBuilder(TASK)
                .setCommand(new Payload("CreateSecrets", ByteBuffer.wrap(new byte[] {1, 2, 3})))
                .build();

        handler(attempt -> Outcome.succeeded(new Done()))
                .handle(record(bytes(broken)))
                .join();

        assertThat(producer.history()).hasSize(2);
        var failed = (Failed) ((TaskResult) producer.history().get(1).value()).getOutcome();
        assertThat(failed.getCode()).isEqualTo("MalformedCommand");
        assertThat(failed.getCause()).isEqualTo(FailureCause.PERMANENT);
    }

    @Test
    void aRegistryThatIsAwayIsNobodysFault() {
        var handler = handler(attempt -> Outcome.succeeded(new Done()), (topic, bytes) -> {
            throw new RegistryException("no answer");
        });

        var handled = handler.handle(record(bytes(TASK)));

        assertThat(handled).isCompletedExceptionally();
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void anErrorOfTheWorkerItselfBuriesTheRecordAndTheLoopGoesOn() {
        var handler = handler(attempt -> Outcome.succeeded(new Done()), (topic, bytes) -> {
            throw new IllegalStateException("bug");
        });

        handler.handle(record(bytes(TASK))).join();

        assertThat(((DeadLetter) sent().value()).getReason())
                .isEqualTo("The worker failed: java.lang.IllegalStateException: bug");
    }

    @Test
    void aResultThatKafkaDoesNotTakeIsNotAnswered() {
        producer.sendException = new TimeoutException("no broker");

        var handled = handler(attempt -> Outcome.succeeded(new Done())).handle(record(bytes(TASK)));

        assertThat(handled).isCompletedExceptionally();
    }

    @Test
    void aResultThatIsTooLargeFailsTheStep() {
        var manual =
                new MockProducer<byte[], SpecificRecord>(false, null, new ByteArraySerializer(), Samples.serializer());
        var handler = handler(attempt -> Outcome.succeeded(new Done()), Samples.tasks(), manual);

        var handled = handler.handle(record(bytes(TASK)));
        manual.errorNext(new RecordTooLargeException("2 MB"));
        manual.completeNext();

        assertThat(handled).isCompleted();
        var failed = (Failed) ((TaskResult) manual.history().get(1).value()).getOutcome();
        assertThat(failed.getCode()).isEqualTo("ResultTooLarge");
    }

    @Test
    void theTraceGoesOn() {
        var handler = handler(attempt -> Outcome.succeeded(new Done()));
        var record = record(bytes(TASK));
        record.headers().add("traceparent", TRACE.getBytes(UTF_8));

        handler.handle(record).join();

        var traceparent = new String(sent().headers().lastHeader("traceparent").value(), UTF_8);
        assertThat(traceparent)
                .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
                .isNotEqualTo(TRACE);
    }

    private TaskHandler handler(Function<Attempt, Outcome> behaviour) {
        return handler(behaviour, Samples.tasks());
    }

    private TaskHandler handler(Function<Attempt, Outcome> behaviour, Deserializer<Task> tasks) {
        return handler(behaviour, tasks, producer);
    }

    private TaskHandler handler(
            Function<Attempt, Outcome> behaviour,
            Deserializer<Task> tasks,
            MockProducer<byte[], SpecificRecord> producer) {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var telemetry = new TaskTelemetry(meters, openTelemetry());
        var publisher = new Publisher(producer, telemetry::propagate, "worker-test", clock);
        return new TaskHandler(
                tasks,
                new Activities(List.of(activity(behaviour))),
                new Failures(List.of()),
                publisher,
                telemetry,
                clock);
    }

    private static OpenTelemetry openTelemetry() {
        return OpenTelemetrySdk.builder()
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
    }

    private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value) {
        return new ConsumerRecord<>(Topics.TASKS_CERT.name(), 3, 42, key("c1"), value);
    }

    private ProducerRecord<byte[], SpecificRecord> sent() {
        assertThat(producer.history()).hasSize(1);
        return producer.history().get(0);
    }

    private TaskResult result() {
        assertThat(sent().topic()).isEqualTo(Topics.TASK_RESULTS.name());
        return (TaskResult) sent().value();
    }
}
