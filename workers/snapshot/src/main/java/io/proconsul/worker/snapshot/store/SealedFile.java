package io.proconsul.worker.snapshot.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.proconsul.worker.secrets.Secret;
import io.proconsul.worker.secrets.TransitSecrets;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * Envelope encryption of a snapshot, which holds every ACL secret and the mesh CA's key of its cluster. A fresh key per
 * file; the key itself goes into the file's head as a Vault transit ciphertext bound to the cluster:
 *
 * <pre>"PCSNAP1\n" | length, 2 bytes | transit ciphertext | {@link Segments}</pre>
 */
@Singleton
public class SealedFile {
    private static final byte[] MAGIC = "PCSNAP1\n".getBytes(US_ASCII);
    private static final int KEY_BYTES = 32;

    private final TransitSecrets vault;
    private final SecureRandom random = new SecureRandom();

    public SealedFile(TransitSecrets vault) {
        this.vault = vault;
    }

    /** Encrypts one file into another, which must be empty. */
    public void seal(String clusterId, Path clear, Path sealed) throws IOException, GeneralSecurityException {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        try (var in = new BufferedInputStream(Files.newInputStream(clear));
                var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(sealed)))) {
            var wrapped = vault.encrypt(clusterId, Secret.of(Base64.getEncoder().encodeToString(key)));
            out.write(MAGIC);
            out.writeUTF(wrapped);
            Segments.with(key).seal(in, out);
        } finally {
            Arrays.fill(key, (byte) 0);
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
            var key = Base64.getDecoder()
                    .decode(vault.decrypt(clusterId, in.readUTF()).reveal());
            try {
                Segments.with(key).open(in, out);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        }
    }
}
