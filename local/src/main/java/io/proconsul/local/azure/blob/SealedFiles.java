package io.proconsul.local.azure.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Files encrypted with AES-GCM under a key that exists only in this process, as storage encryption would keep it from
 * whoever gets at the disk. After the process has ended nobody can read them.
 */
final class SealedFiles {
    private static final int IV = 12;
    private static final int TAG_BITS = 128;

    private final Path folder;
    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    SealedFiles(Path folder) {
        try {
            this.folder = Files.createDirectories(folder);
            var generator = KeyGenerator.getInstance("AES");
            generator.init(256);
            this.key = generator.generateKey();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep blobs in " + folder, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no AES on this JVM", e);
        }
    }

    Path seal(byte[] content) {
        try {
            var iv = new byte[IV];
            random.nextBytes(iv);
            var sealed = cipher(Cipher.ENCRYPT_MODE, iv).doFinal(content);
            var file = folder.resolve(UUID.randomUUID().toString());
            var bytes = Arrays.copyOf(iv, IV + sealed.length);
            System.arraycopy(sealed, 0, bytes, IV, sealed.length);
            return Files.write(file, bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] open(Path file) {
        try {
            var bytes = Files.readAllBytes(file);
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, IV)).doFinal(bytes, IV, bytes.length - IV);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot decrypt " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Cipher cipher(int mode, byte[] iv) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        return cipher;
    }
}
