package io.proconsul.worker.snapshot.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Envelope encryption of a snapshot, which holds every ACL secret and the mesh CA's key of its cluster. A fresh data
 * key per file, made by Vault; the file's head has it as a transit ciphertext bound to the cluster:
 *
 * <pre>"PCSNAP1\n" | length, 2 bytes | transit ciphertext | {@link Segments}</pre>
 */
@Singleton
public class SealedFile {
    private static final byte[] MAGIC = "PCSNAP1\n".getBytes(US_ASCII);

    private final DataKeys keys;

    public SealedFile(DataKeys keys) {
        this.keys = keys;
    }

    /** Encrypts one file into another, which must be empty. */
    public void seal(String clusterId, Path clear, Path sealed) throws IOException, GeneralSecurityException {
        var key = keys.fresh(clusterId);
        try (var in = new BufferedInputStream(Files.newInputStream(clear));
                var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(sealed)))) {
            out.write(MAGIC);
            out.writeUTF(key.wrapped());
            Segments.with(key.key()).seal(in, out);
        } finally {
            Arrays.fill(key.key(), (byte) 0);
        }
    }

    /**
     * Decrypts what {@link #seal} made for the same cluster.
     *
     * @throws GeneralSecurityException if a byte of it was changed, moved or cut off; what was written so far is worthless
     */
    public void open(String clusterId, Path sealed, Path clear) throws IOException, GeneralSecurityException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(sealed)));
                var out = new BufferedOutputStream(Files.newOutputStream(clear))) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new IOException("not a sealed snapshot");
            }
            var key = keys.unwrap(clusterId, in.readUTF());
            try {
                Segments.with(key).open(in, out);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        }
    }
}
