package io.proconsul.schemas;

import java.nio.ByteBuffer;

/** Confluent's framing: a zero byte, the schema's id as four bytes, the highest first, then the binary record. */
public final class Frame {

    /** What stands before the binary record, in bytes. */
    public static final int LENGTH = 5;

    private static final byte MAGIC = 0;

    private Frame() {}

    static byte[] header(int schemaId) {
        return ByteBuffer.allocate(LENGTH).put(MAGIC).putInt(schemaId).array();
    }

    /** Moves the buffer to the record's first byte. */
    static int readSchemaId(ByteBuffer bytes) {
        if (bytes.remaining() < LENGTH) {
            throw new MalformedRecordException(
                    "expected %d bytes of framing, found %d in all".formatted(LENGTH, bytes.remaining()));
        }
        var magic = bytes.get();
        if (magic != MAGIC) {
            throw new MalformedRecordException("expected magic byte 0, found %d".formatted(magic));
        }
        return bytes.getInt();
    }
}
