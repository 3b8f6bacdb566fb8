package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.InMemorySchemaRegistry;
import io.proconsul.schemas.letters.LostTimer;
import io.proconsul.wire.DeadLetter;
import io.proconsul.wire.Timer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DelayForwarderTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final TopicPartition FIVE_SECONDS = new TopicPartition("delays.5s", 0);

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroDeserializer<DeadLetter> letters = new AvroDeserializer<>(DeadLetter.class, registry);
    private final HandClock clock = new HandClock();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final DelayForwarder forwarder = new DelayForwarder(consumer, producer, registry, clock);

    @BeforeEach
    void begin() {
        forwarder.begin();
        consumer.rebalance(List.of(FIVE_SECONDS));
        consumer.updateBeginningOffsets(Map.of(FIVE_SECONDS, 0L));
    }

    @Test
    void forwardsTheDuePrefixAndPausesUntilTheNextHeadIsDue() {
        append(0, START, START.plusSeconds(5));
        append(1, START.plusSeconds(2), START.plusSeconds(7));
        clock.now = START.plusSeconds(5);

        forwarder.turn();

        assertThat(producer.history()).extracting(ProducerRecord::topic).containsExactly("timers.due");
        assertThat(consumer.paused()).containsExactly(FIVE_SECONDS);
        assertThat(consumer.position(FIVE_SECONDS)).isEqualTo(1);
        assertThat(producer.consumerGroupOffsetsHistory()).singleElement().satisfies(group -> assertThat(group)
                .containsValue(Map.of(FIVE_SECONDS, new OffsetAndMetadata(1))));
    }

    @Test
    void whatIsNotDueIsForwardedOnceItIs() {
        append(0, START, START.plusSeconds(5));
        clock.now = START.plusSeconds(1);
        forwarder.turn();
        assertThat(producer.history()).isEmpty();

        append(0, START, START.plusSeconds(5));
        clock.now = START.plusSeconds(5);
        forwarder.turn();

        assertThat(producer.history()).hasSize(1);
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void aLongWaitHopsToTheLongestTierThatDoesNotOvershoot() {
        append(0, START, START.plusSeconds(20));
        append(1, START, START.plus(Duration.ofHours(2)));
        clock.now = START.plusSeconds(5);

        forwarder.turn();

        assertThat(producer.history()).extracting(ProducerRecord::topic).containsExactly("delays.5s", "delays.1h");
    }

    @Test
    void theRestOfAWaitThatNoTierFitsIsLeftToTheDeadlines() {
        append(0, START, START.plusSeconds(9));
        clock.now = START.plusSeconds(5);

        forwarder.turn();

        assertThat(producer.history()).extracting(ProducerRecord::topic).containsExactly("timers.due");
    }

    @Test
    void keepsTheTimerAndItsHeadersAsTheyWere() {
        append(0, START, START.plusSeconds(5));
        clock.now = START.plusSeconds(6);

        forwarder.turn();

        var forwarded = producer.history().get(0);
        assertThat(forwarded.headers().lastHeader("traceparent")).isNotNull();
        assertThat(new AvroDeserializer<>(Timer.class, registry).deserialize("timers.due", forwarded.value()))
                .isEqualTo(new Timer("saga", "step", 7L, START.plusSeconds(5)));
    }

    @Test
    void whatCannotBeReadBecomesADeadLetterAndTheOrchestratorIsTold() {
        consumer.addRecord(record(0, START, new byte[] {1, 2, 3}));
        append(1, START, START.plusSeconds(5));
        clock.now = START.plusSeconds(5);

        forwarder.turn();

        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("dead.letters", "timers.due", "timers.due");
        var letter = Objects.requireNonNull(
                letters.deserialize("dead.letters", producer.history().get(0).value()));
        assertThat(letter.getTopic() + "-" + letter.getPartition() + "@" + letter.getOffset())
                .isEqualTo("delays.5s-0@0");
        assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        var told = producer.history().get(1);
        assertThat(told.value()).isNull();
        assertThat(told.key()).isEqualTo("key".getBytes(StandardCharsets.UTF_8));
        assertThat(LostTimer.in(told.headers())).get().satisfies(brief -> {
            assertThat(brief.getTopic()).isEqualTo("delays.5s");
            assertThat(brief.getValue()).isNull();
        });
    }

    @Test
    void aTimerWithoutAValueIsADeadLetterToo() {
        consumer.addRecord(record(0, START, null));
        clock.now = START.plusSeconds(5);

        forwarder.turn();

        assertThat(producer.history()).extracting(ProducerRecord::topic).containsExactly("dead.letters", "timers.due");
    }

    private void append(long offset, Instant appendedAt, Instant dueAt) {
        var bytes = new AvroSerializer<Timer>(registry).serialize("delays.5s", new Timer("saga", "step", 7L, dueAt));
        consumer.addRecord(record(offset, appendedAt, Objects.requireNonNull(bytes)));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, Instant appendedAt, byte @Nullable [] value) {
        var headers = new RecordHeaders();
        headers.add("traceparent", new byte[] {1});
        return new ConsumerRecord<>(
                "delays.5s",
                0,
                offset,
                appendedAt.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                value == null ? -1 : value.length,
                "key".getBytes(StandardCharsets.UTF_8),
                value,
                headers,
                Optional.empty());
    }

    private static final class HandClock extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
