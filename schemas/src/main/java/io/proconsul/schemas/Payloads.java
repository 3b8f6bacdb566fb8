package io.proconsul.schemas;

import io.proconsul.wire.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Messages within messages, in Avro's single-object encoding: a marker, the fingerprint of the schema that wrote, the
 * binary record. Equal records give equal bytes on every machine and without a registry, so payloads may be kept in
 * state and journals; what any release wrote stays readable.
 */
public final class Payloads {

    private static final int HEADER_LENGTH = 10;
    private static final short MARKER = (short) 0xC301;

    private static final ClassValue<Codec> CODECS = new ClassValue<>() {
        @Override
        protected Codec computeValue(Class<?> type) {
            return Codec.of(type.asSubclass(SpecificRecord.class));
        }
    };

    private Payloads() {}

    /**
     * @throws IllegalArgumentException if the message breaks its own schema
     */
    public static Payload pack(SpecificRecord message) {
        var type = message.getSchema().getName();
        try {
            var bytes = RecordWriter.write(CODECS.get(message.getClass()).header(), message);
            return new Payload(type, ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new IllegalArgumentException(type + " breaks its schema: " + e.getMessage(), e);
        }
    }

    /**
     * @throws MalformedRecordException if the payload is of another type, of a version no release had, or broken
     */
    public static <T extends SpecificRecord> T unpack(Payload payload, Class<T> type) {
        var codec = CODECS.get(type);
        if (!codec.name().equals(payload.getType())) {
            throw new MalformedRecordException(
                    "Expected a payload %s, found %s".formatted(codec.name(), payload.getType()));
        }
        try {
            return type.cast(codec.read(payload.getData().slice()));
        } catch (IOException e) {
            throw new MalformedRecordException("Payload %s: %s".formatted(codec.name(), e.getMessage()), e);
        }
    }

    /** What stands before the binary record in a payload of that type. */
    public static byte[] header(Class<? extends SpecificRecord> type) {
        return CODECS.get(type).header().clone();
    }

    private static byte[] header(long fingerprint) {
        var header = ByteBuffer.allocate(HEADER_LENGTH).putShort(MARKER);
        return header.order(ByteOrder.LITTLE_ENDIAN).putLong(fingerprint).array();
    }

    /** What one class writes and reads: its own schema, and those of all releases. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Codec(String name, byte[] header, Map<Long, RecordReader<?>> readers) {

        static <T extends SpecificRecord> Codec of(Class<T> type) {
            var today = SpecificData.get().getSchema(type);
            var readers = new HashMap<Long, RecordReader<?>>();
            for (Schema released : ReleasedSchemas.of(today.getName())) {
                readers.put(fingerprint(released), new RecordReader<>(released, type));
            }
            readers.put(fingerprint(today), new RecordReader<>(today, type));
            return new Codec(today.getName(), Payloads.header(fingerprint(today)), Map.copyOf(readers));
        }

        SpecificRecord read(ByteBuffer bytes) throws IOException {
            if (bytes.remaining() < HEADER_LENGTH) {
                throw new IOException(
                        "expected %d bytes of header, found %d in all".formatted(HEADER_LENGTH, bytes.remaining()));
            }
            var marker = bytes.order(ByteOrder.BIG_ENDIAN).getShort();
            if (marker != MARKER) {
                throw new IOException("expected the marker %04x, found %04x".formatted(MARKER, marker));
            }
            var fingerprint = bytes.order(ByteOrder.LITTLE_ENDIAN).getLong();
            var reader = readers.get(fingerprint);
            if (reader == null) {
                throw new IOException("no release had a schema with the fingerprint %016x".formatted(fingerprint));
            }
            return reader.read(bytes);
        }

        private static long fingerprint(Schema schema) {
            return SchemaNormalization.parsingFingerprint64(schema);
        }
    }
}
