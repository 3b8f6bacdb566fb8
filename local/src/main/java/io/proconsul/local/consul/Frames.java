package io.proconsul.local.consul;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;

/** Messages on a stream: four bytes of length, then the bytes. */
final class Frames {
    private static final int LIMIT = 64 * 1024 * 1024;

    private Frames() {}

    static void write(DataOutputStream out, byte[] message) throws IOException {
        out.writeInt(message.length);
        out.write(message);
        out.flush();
    }

    /** Empty at the end of the stream. */
    static Optional<byte[]> read(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
        if (length < 0 || length > LIMIT) {
            throw new IOException("expected a message of at most " + LIMIT + " bytes, found " + length);
        }
        var message = new byte[length];
        in.readFully(message);
        return Optional.of(message);
    }
}
