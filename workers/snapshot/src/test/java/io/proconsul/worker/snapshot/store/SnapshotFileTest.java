package io.proconsul.worker.snapshot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
    @TempDir
    Path directory;

    @Test
    void returnsTheHashOfASoundSnapshot() throws IOException {
        var sound = Snapshots.sound();

        assertThat(SnapshotFile.verify(file(sound))).isEqualTo(DigestUtils.sha256Hex(sound));
    }

    @Test
    void refusesEveryCut() throws IOException {
        var sound = Snapshots.sound();
        for (var length = 0; length < sound.length; length++) {
            assertUnsound(Arrays.copyOf(sound, length));
        }
    }

    @Test
    void readsToTheLastChecksumBehindTheTar() throws IOException {
        var sound = Snapshots.sound();
        for (var trailer = 1; trailer <= 8; trailer++) {
            var flipped = sound.clone();
            flipped[sound.length - trailer] ^= 1;
            assertUnsound(flipped);
        }
    }

    @Test
    void refusesWhatDisagreesWithItsOwnSums() throws IOException {
        assertUnsound(Snapshots.of(Map.of("meta.json", "{}", "state.bin", "state"), "00  state.bin\n"));
        assertUnsound(Snapshots.of(Map.of("meta.json", "{}", "state.bin", "state"), "nonsense\n"));
        assertUnsound(Snapshots.of(Map.of("meta.json", "{}"), ""));
    }

    private void assertUnsound(byte[] content) throws IOException {
        var file = file(content);
        assertThatThrownBy(() -> SnapshotFile.verify(file)).isInstanceOf(UnsoundSnapshotException.class);
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(directory.resolve("snapshot.tgz"), content);
    }
}
