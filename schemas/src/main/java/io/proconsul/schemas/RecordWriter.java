package io.proconsul.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro's binary encoding of a record behind a header: equal records give equal bytes. Thread-safe; each thread reuses
 * its buffer and encoder.
 */
final class RecordWriter {

    private static final int KEEP_AT_MOST = 64 * 1024;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private static final ClassValue<SpecificDatumWriter<SpecificRecord>> WRITERS = new ClassValue<>() {
        @Override
        @SuppressWarnings("unchecked")
        protected SpecificDatumWriter<SpecificRecord> computeValue(Class<?> type) {
            return new DeterministicWriter((Class<SpecificRecord>) type);
        }
    };

    private RecordWriter() {}

    /**
     * @throws IOException if the record breaks its own schema
     */
    static byte[] write(byte[] header, SpecificRecord message) throws IOException {
        var scratch = SCRATCH.get();
        var reusable = false;
        try {
            var bytes = scratch.write(header, message);
            reusable = bytes.length <= KEEP_AT_MOST;
            return bytes;
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            if (!reusable) {
                SCRATCH.remove();
            }
        }
    }

    /**
     * Writes maps in the order of their keys, so that equal records give equal bytes. What has no maps is written by the
     * code that Avro generated for it, where there is any: records without logical types have it.
     */
    private static final class DeterministicWriter extends SpecificDatumWriter<SpecificRecord> {
        DeterministicWriter(Class<SpecificRecord> type) {
            super(SpecificData.get().getSchema(type), model(type));
        }

        private static SpecificData model(Class<?> type) {
            var model = AvroModels.of(type);
            model.setCustomCoders(!hasMap(SpecificData.get().getSchema(type), new HashSet<>()));
            return model;
        }

        private static boolean hasMap(Schema schema, Set<String> seen) {
            return switch (schema.getType()) {
                case MAP -> true;
                case ARRAY -> hasMap(schema.getElementType(), seen);
                case UNION -> schema.getTypes().stream().anyMatch(branch -> hasMap(branch, seen));
                case RECORD ->
                    seen.add(schema.getFullName())
                            && schema.getFields().stream().anyMatch(field -> hasMap(field.schema(), seen));
                default -> false;
            };
        }

        @Override
        @SuppressWarnings("unchecked")
        protected Iterable<Map.Entry<Object, Object>> getMapEntries(Object map) {
            return new TreeMap<>((Map<Object, Object>) map).entrySet();
        }
    }

    private static final class Scratch {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

        byte[] write(byte[] header, SpecificRecord message) throws IOException {
            bytes.reset();
            bytes.write(header, 0, header.length);
            WRITERS.get(message.getClass()).write(message, encoder);
            encoder.flush();
            return bytes.toByteArray();
        }
    }
}
