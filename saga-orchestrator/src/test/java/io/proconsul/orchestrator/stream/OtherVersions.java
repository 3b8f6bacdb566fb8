package io.proconsul.orchestrator.stream;

import io.proconsul.schemas.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;

/** Messages as an instance of another release would write them: with a field more. */
final class OtherVersions {
    private static final int FRAME = 5;

    private OtherVersions() {}

    /**
     * @param field the name of the field that is new
     * @param frame the message as it is written today
     */
    static byte[] future(SchemaRegistry registry, String topic, SpecificRecord message, String field, byte[] frame) {
        var today = message.getSchema();
        var future = future(today, field);
        try {
            var record = new GenericDatumReader<GenericRecord>(today, future, new GenericData())
                    .read(null, DecoderFactory.get().binaryDecoder(frame, FRAME, frame.length - FRAME, null));
            record.put(field, "by the next release");
            var bytes = new ByteArrayOutputStream();
            bytes.write(0);
            bytes.write(ByteBuffer.allocate(4)
                    .putInt(registry.register(topic + "-value", future))
                    .array());
            var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(future, new GenericData()).write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Schema future(Schema today, String field) {
        var fields = new ArrayList<Schema.Field>();
        fields.add(new Schema.Field(field, Schema.create(Schema.Type.STRING), null, ""));
        today.getFields().forEach(known -> fields.add(new Schema.Field(known, known.schema())));
        return Schema.createRecord(today.getName(), today.getDoc(), today.getNamespace(), false, fields);
    }
}
