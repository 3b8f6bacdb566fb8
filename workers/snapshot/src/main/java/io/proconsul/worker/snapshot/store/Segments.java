package io.proconsul.worker.snapshot.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM over a stream of any length in constant memory, after the STREAM construction: segments of 1 MiB, each
 * with its own tag, whose nonce is the segment's number and whether it is the last. A segment cannot be changed, moved,
 * repeated or cut off unnoticed. A key is used for one stream only, which is what makes counting nonces sound.
 */
final class Segments {
    static final int CLEAR_BYTES = 1 << 20;

    private static final int TAG_BYTES = 16;
    private static final int NONCE_BYTES = 12;

    private final SecretKeySpec key;

    private Segments(SecretKeySpec key) {
        this.key = key;
    }

    static Segments with(byte[] key) {
        return new Segments(new SecretKeySpec(key, "AES"));
    }

    void seal(InputStream clear, OutputStream sealed) throws IOException, GeneralSecurityException {
        run(clear, sealed, Cipher.ENCRYPT_MODE, CLEAR_BYTES);
    }

    void open(InputStream sealed, OutputStream clear) throws IOException, GeneralSecurityException {
        run(sealed, clear, Cipher.DECRYPT_MODE, CLEAR_BYTES + TAG_BYTES);
    }

    private void run(InputStream in, OutputStream out, int mode, int segmentBytes)
            throws IOException, GeneralSecurityException {
        var segment = in.readNBytes(segmentBytes);
        for (var number = 0L; ; number++) {
            var next = in.readNBytes(segmentBytes);
            var last = next.length == 0;
            if (mode == Cipher.DECRYPT_MODE && segment.length < TAG_BYTES) {
                throw new AEADBadTagException("segment " + number + " is cut off"); // the JDK would not say so
            }
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce(number, last)));
            out.write(cipher.doFinal(segment));
            if (last) {
                return;
            }
            segment = next;
        }
    }

    private static byte[] nonce(long number, boolean last) {
        return ByteBuffer.allocate(NONCE_BYTES)
                .putLong(number)
                .putInt(last ? 1 : 0)
                .array();
    }
}
