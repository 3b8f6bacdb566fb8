package io.proconsul.worker.snapshot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.worker.snapshot.Fixtures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedFileTest {
    private static final byte[] KEY = new byte[32];
    private static final int SEGMENT = Segments.CLEAR_BYTES;

    @TempDir
    Path directory;

    private final SealedFile sealer = Fixtures.sealer();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, 3 * SEGMENT + 5})
    void opensWhatItSealed(int length) throws IOException, GeneralSecurityException {
        var clear = random(length);

        sealer.seal(Fixtures.CLUSTER_ID, Files.write(directory.resolve("clear"), clear), directory.resolve("sealed"));
        sealer.open(Fixtures.CLUSTER_ID, directory.resolve("sealed"), directory.resolve("opened"));

        assertThat(directory.resolve("opened")).hasBinaryContent(clear);
    }

    @Test
    void opensForNoOtherCluster() throws IOException, GeneralSecurityException {
        sealer.seal(
                Fixtures.CLUSTER_ID, Files.write(directory.resolve("clear"), random(9)), directory.resolve("sealed"));

        assertThatThrownBy(() -> sealer.open("another", directory.resolve("sealed"), directory.resolve("opened")))
                .hasMessageContaining("cannot decrypt");
    }

    @Test
    void noticesChangedMovedRepeatedAndMissingSegments() throws IOException, GeneralSecurityException {
        var sealed = seal(random(3 * SEGMENT));
        var step = SEGMENT + 16;
        var swapped = sealed.clone();
        System.arraycopy(sealed, 0, swapped, step, step);
        System.arraycopy(sealed, step, swapped, 0, step);
        var flipped = sealed.clone();
        flipped[step + 7] ^= 1;
        var longer = Arrays.copyOf(sealed, sealed.length + step);
        System.arraycopy(sealed, 2 * step, longer, sealed.length, step);

        assertTampered(swapped);
        assertTampered(flipped);
        assertTampered(longer);
        assertTampered(Arrays.copyOf(sealed, 2 * step));
        assertTampered(Arrays.copyOf(sealed, sealed.length - 1));
        assertTampered(new byte[0]);
    }

    private static void assertTampered(byte[] sealed) {
        assertThatThrownBy(() -> Segments.with(KEY).open(new ByteArrayInputStream(sealed), new ByteArrayOutputStream()))
                .isInstanceOf(GeneralSecurityException.class);
    }

    private static byte[] seal(byte[] clear) throws IOException, GeneralSecurityException {
        var sealed = new ByteArrayOutputStream();
        Segments.with(KEY).seal(new ByteArrayInputStream(clear), sealed);
        return sealed.toByteArray();
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
