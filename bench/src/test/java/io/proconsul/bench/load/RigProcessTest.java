package io.proconsul.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RigProcessTest {
    @TempDir
    Path logs;

    @Test
    void oneThatHasEndedHasLastWords() throws IOException {
        try (var talker = started("seq 1 20")) {
            while (talker.alive()) {
                Thread.onSpinWait();
            }

            assertThat(talker.lastWords()).isEqualTo("11\n12\n13\n14\n15\n16\n17\n18\n19\n20");
        }
    }

    @Test
    void oneThatIsKilledIsNotAlive() throws Exception {
        try (var sleeper = started("sleep 600")) {
            assertThat(sleeper.alive()).isTrue();

            sleeper.kill();

            assertThat(sleeper.alive()).isFalse();
            assertThat(sleeper.lastWords()).isEmpty();
        }
    }

    private RigProcess started(String script) throws IOException {
        return RigProcess.start("program", List.of("sh", "-c", "exec " + script), Map.of(), logs, () -> false);
    }
}
