package io.proconsul.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds our bytes to Confluent's layout, written out by hand: magic byte, schema id, Avro's binary encoding. */
class WireFormatTest {

    private static final String TIMER_BODY = "0273 0c6c61756e6368 0e d00f";
    private static final String PROGRESS_BODY = "0261 0262 0263 02 04 0264";
    private static final String FAILURE_BODY = "0274 0273 0263 0270 0266 02 04 04 0258 026d 04 02 0a";

    static Stream<Arguments> layouts() {
        return Stream.of(
                Arguments.of("timers.due", Samples.TIMER, 1, "00 00000001" + TIMER_BODY),
                Arguments.of("delays.30s", Samples.TIMER, 255, "00 000000ff" + TIMER_BODY),
                Arguments.of("task.progress", Samples.PROGRESS, 2, "00 00000002" + PROGRESS_BODY),
                Arguments.of("task.results", Samples.FAILURE, 300, "00 0000012c" + FAILURE_BODY));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void writesConfluentsLayout(String topic, SpecificRecord message, int id, String layout) {
        var serializer = new AvroSerializer<>(registryWhoseNextIdIs(id));

        var bytes = serializer.serialize(topic, message);

        assertThat(bytes).isEqualTo(hex(layout));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void readsConfluentsLayout(String topic, SpecificRecord message, int id, String layout) {
        var registry = registryWhoseNextIdIs(id);
        registry.register(topic + "-value", message.getSchema());
        var deserializer = deserializer(registry);

        assertThat(deserializer.deserialize(topic, hex(layout))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void readsASliceOfALargerBuffer(String topic, SpecificRecord message, int id, String layout) {
        var registry = registryWhoseNextIdIs(id);
        registry.register(topic + "-value", message.getSchema());
        var record = hex(layout);
        var batch = ByteBuffer.allocate(record.length + 20)
                .position(7)
                .put(record)
                .limit(7 + record.length)
                .position(7);

        var read = deserializer(registry).deserialize(topic, new RecordHeaders(), batch);
        var readDirect = deserializer(registry)
                .deserialize(
                        topic,
                        new RecordHeaders(),
                        ByteBuffer.allocateDirect(record.length).put(record).flip());

        assertThat(read).isEqualTo(message);
        assertThat(readDirect).isEqualTo(message);
    }

    private static AvroDeserializer<SpecificRecord> deserializer(SchemaRegistry registry) {
        return new AvroDeserializer<>(registry);
    }

    private static SchemaRegistry registryWhoseNextIdIs(int id) {
        var registry = new InMemorySchemaRegistry();
        Samples.fill(registry, id - 1);
        return registry;
    }

    private static byte[] hex(String layout) {
        return HexFormat.of().parseHex(layout.replace(" ", ""));
    }
}
