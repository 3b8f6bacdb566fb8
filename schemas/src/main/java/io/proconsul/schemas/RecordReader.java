package io.proconsul.schemas;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads records that one version of a schema wrote into the class of today. Thread-safe. Takes all of the bytes or none:
 * what is left over means that the bytes were something else.
 */
final class RecordReader<T extends SpecificRecord> {

    private static final ThreadLocal<@Nullable BinaryDecoder> DECODER = new ThreadLocal<>();

    static {
        AvroLimits.apply();
    }

    private final SpecificDatumReader<T> reader;

    RecordReader(Schema writer, Class<T> type) {
        reader = new PlainListReader<>(writer, type);
    }

    /**
     * @throws IOException if the bytes are not one whole record of the writer's schema, or cannot become one of ours
     */
    T read(ByteBuffer bytes) throws IOException {
        var array = bytes.hasArray() ? bytes.array() : copy(bytes);
        var offset = bytes.hasArray() ? bytes.arrayOffset() + bytes.position() : 0;
        var decoder = DecoderFactory.get().binaryDecoder(array, offset, bytes.remaining(), DECODER.get());
        DECODER.set(decoder);
        var message = decode(decoder);
        if (!decoder.isEnd()) {
            throw new IOException(decoder.inputStream().available() + " bytes are left after the record");
        }
        return message;
    }

    private T decode(BinaryDecoder decoder) throws IOException {
        try {
            return reader.read(null, decoder);
        } catch (EOFException e) {
            throw new IOException("the bytes end before the record does", e);
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    private static byte[] copy(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }

    /**
     * Gives lists that compare by their elements' own equals. Avro's own lists compare by schema and throw at the first
     * instant they meet in a union.
     */
    private static final class PlainListReader<T extends SpecificRecord> extends SpecificDatumReader<T> {
        PlainListReader(Schema writer, Class<T> type) {
            super(writer, SpecificData.get().getSchema(type), model(type));
        }

        /** The class's own model, but for Avro's fast reader, which makes its own lists unasked. */
        private static SpecificData model(Class<?> type) {
            var model = AvroModels.of(type);
            model.setFastReaderEnabled(false);
            return model;
        }

        @Override
        protected Object newArray(@Nullable Object old, int size, Schema schema) {
            return new ArrayList<>();
        }
    }
}
