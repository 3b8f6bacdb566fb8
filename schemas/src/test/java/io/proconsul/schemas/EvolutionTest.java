package io.proconsul.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.proconsul.wire.Timer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class EvolutionTest {

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroDeserializer<Timer> deserializer = new AvroDeserializer<>(registry);

    @Test
    void readsWhatALaterVersionWrote() throws IOException {
        var later = timerWith(new Schema.Field("reason", Schema.create(Schema.Type.STRING), "Why.", "none"));
        var id = registry.register("timers.due-value", later);
        var written = new GenericRecordBuilder(later)
                .set("sagaId", "s")
                .set("step", "launch")
                .set("epoch", 7L)
                .set("dueAt", 1000L)
                .set("reason", "retry")
                .build();

        assertThat(deserializer.deserialize("timers.due", framed(id, written))).isEqualTo(Samples.TIMER);
    }

    @Test
    void refusesAVersionThatLacksAFieldWithoutDefault() throws IOException {
        var unrelated = Schema.createRecord("Timer", null, "io.proconsul.wire", false);
        unrelated.setFields(new ArrayList<>());
        var id = registry.register("timers.due-value", unrelated);
        var bytes = framed(id, new GenericRecordBuilder(unrelated).build());

        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> deserializer.deserialize("timers.due", bytes))
                .withMessageStartingWith("Topic timers.due: ")
                .withMessageContaining("missing required field");
    }

    private static Schema timerWith(Schema.Field addition) {
        var fields = new ArrayList<Schema.Field>();
        Timer.getClassSchema().getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(addition);
        var schema = Schema.createRecord("Timer", null, "io.proconsul.wire", false);
        schema.setFields(fields);
        return schema;
    }

    private static byte[] framed(int id, GenericRecord written) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).putInt(1, id).array());
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(written.getSchema()).write(written, encoder);
        return bytes.toByteArray();
    }
}
