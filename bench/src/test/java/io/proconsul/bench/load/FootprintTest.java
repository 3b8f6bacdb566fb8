package io.proconsul.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootprintTest {
    private static final long SELF = ProcessHandle.current().pid();

    @TempDir
    Path folder;

    @Test
    void whatIsHeldCountsAndWhatIsDroppedDoesNot() throws Exception {
        long heap = Runtime.getRuntime().maxMemory() * 100; // so that nothing seems to be outside of it
        long before = Footprint.memoryBytes(SELF, heap);
        var held = new byte[50][1_000_000];
        long holding = Footprint.memoryBytes(SELF, heap);

        assertThat(holding - before).isBetween(45_000_000L, 60_000_000L);
        assertThat(Arrays.stream(held).mapToInt(bytes -> bytes.length).sum()).isEqualTo(50_000_000);
    }

    @Test
    void theTotalOfAHistogramIsInBytes() {
        var histogram = """
                 num     #instances         #bytes  class name (module)
                   1:          1234          56789  [B (java.base@17)
                Total          2000         123456
                """;

        assertThat(Footprint.liveBytes(histogram)).isEqualTo(123_456);
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> Footprint.liveBytes("1: no such process\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 other lines");
    }

    @Test
    void ofTheBrokersOnlyTheLogsOfChangelogsCount() throws IOException {
        write("kafka/app-states-changelog-0/000.log", 100);
        write("kafka/app-states-changelog-0/000.index", 1000);
        write("kafka/app-wakes-changelog-11/000.log", 10);
        write("kafka/saga.journal-0/000.log", 10_000);

        assertThat(Footprint.changelogBytes(folder)).isEqualTo(110);
        assertThat(Footprint.bytes(folder)).isEqualTo(11_110);
        assertThat(Footprint.bytes(folder.resolve("absent"))).isZero();
    }

    private void write(String file, int bytes) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[bytes]);
    }
}
