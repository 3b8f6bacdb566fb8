package io.proconsul.schemas;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.proconsul.wire.JournalEntry;
import io.proconsul.wire.Timer;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoisonTest {

    private static final String TOPIC = "timers.due";

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
    private final AvroDeserializer<SpecificRecord> deserializer = new AvroDeserializer<>(registry);

    @BeforeEach
    void timerHasIdOneAndJournalTwo() {
        registry.register("timers.due-value", Timer.getClassSchema());
        registry.register("saga.journal-value", JournalEntry.getClassSchema());
    }

    @Test
    void nullIsATombstoneAndNoPoison() {
        assertThat(deserializer.deserialize(TOPIC, null)).isNull();
        assertThat(serializer.serialize(TOPIC, null)).isNull();
    }

    @Test
    void refusesAnotherMagicByte() {
        assertRefused("7b 00000001 00", "Topic timers.due: expected magic byte 0, found 123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "00000000"})
    void refusesLessThanAFrame(String bytes) {
        assertRefused(bytes, "Topic timers.due: expected 5 bytes of framing, found " + bytes.length() / 2 + " in all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000002a", "00000000", "ffffffff"})
    void refusesAnUnknownSchema(String id) {
        var number = HexFormat.fromHexDigits(id);

        assertRefused("00" + id + "00", "Topic timers.due: the registry has no schema with the id " + number);
    }

    @Test
    void refusesTheRecordOfAnotherTopic() {
        var bytes = framed("task.progress", Samples.PROGRESS);

        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
                .withMessage(
                        "Topic timers.due: expected a record io.proconsul.wire.Timer, found io.proconsul.wire.TaskProgress (schema id 3)");
    }

    @Test
    void refusesEveryTruncation() {
        var bytes = framed(TOPIC, Samples.TIMER);

        for (int length = 0; length < bytes.length; length++) {
            var truncated = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(MalformedRecordException.class)
                    .isThrownBy(() -> deserializer.deserialize(TOPIC, truncated))
                    .withMessageStartingWith("Topic timers.due: ");
        }
    }

    @Test
    void refusesTrailingBytes() {
        var bytes = framed(TOPIC, Samples.TIMER);

        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> deserializer.deserialize(TOPIC, Arrays.copyOf(bytes, bytes.length + 3)))
                .withMessage("Topic timers.due: 3 bytes are left after the record");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00 00000001 feffffff0f", // a string of 2 GiB
                "00 00000001 01", // of -1
                "00 00000001 ffffffffffffffffff01", // of Long.MIN_VALUE
                "00 00000001 80808080808080808080", // a number that never ends
            })
    void refusesImpossibleStrings(String bytes) {
        assertCheaplyRefused(TOPIC, bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00 00000002 00 00 00 00 feffffff0f", // bytes, 2 GiB of them
                "00 00000002 00 00 00 00 00 feffffff0f", // an array of 2^31 - 1 strings
                "00 00000002 00 00 00 00 00 ffffffff0f 02", // the same as a sized block
            })
    void refusesImpossibleCollections(String bytes) {
        assertCheaplyRefused("saga.journal", bytes);
    }

    @Test
    void randomBytesNeverEndInAnotherException() {
        var random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (i % 2 == 0 && bytes.length > 5) {
                System.arraycopy(new byte[] {0, 0, 0, 0, 2}, 0, bytes, 0, 5);
            }
            try {
                deserializer.deserialize("saga.journal", bytes);
            } catch (MalformedRecordException e) {
                assertThat(e).hasMessageStartingWith("Topic saga.journal: ");
            }
        }
    }

    @Test
    void aRecordThatBreaksItsSchemaSpoilsNothingForTheNext() {
        var broken = new Timer("s", null, 7L, Samples.TIMER.getDueAt());

        assertThatExceptionOfType(org.apache.kafka.common.errors.SerializationException.class)
                .isThrownBy(() -> serializer.serialize(TOPIC, broken))
                .withMessageStartingWith("Topic timers.due: Timer breaks its schema")
                .withMessageContaining("step");
        assertThat(deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, Samples.TIMER)))
                .isEqualTo(Samples.TIMER);
    }

    private void assertRefused(String hex, String message) {
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> deserializer.deserialize(TOPIC, bytes(hex)))
                .withMessage(message);
    }

    private void assertCheaplyRefused(String topic, String hex) {
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> deserializer.deserialize(topic, bytes(hex)));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> deserializer.deserialize(topic, bytes(hex)));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    }

    private byte[] framed(String topic, SpecificRecord message) {
        return requireNonNull(serializer.serialize(topic, message));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
