package io.proconsul.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.wire.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineLogsTest {
    private final List<Server> servers =
            List.of(new Server(0, "c0-0", "1", "127.1.1.4"), new Server(1, "c0-1", "2", "127.1.1.5"));

    @Test
    void theQuorumStandsWhenTheLastServerFirstKnowsItsLeader(@TempDir Path machines) throws IOException {
        log(machines, "c0-server-0", elected("00:00:03") + elected("00:00:09"));
        log(machines, "c0-server-1", "no JSON, New leader elected\n" + elected("00:00:05"));

        assertThat(new MachineLogs(machines).quorum(servers)).contains(Instant.parse("2026-01-01T00:00:05Z"));
    }

    @Test
    void thereIsNoneWhileAServerKnowsNoLeader(@TempDir Path machines) throws IOException {
        log(machines, "c0-server-0", elected("00:00:03"));
        log(machines, "c0-server-1", "");

        assertThat(new MachineLogs(machines).quorum(servers)).isEmpty();
    }

    @Test
    void thereIsNoneWithoutDisks(@TempDir Path machines) {
        assertThat(new MachineLogs(machines).quorum(servers)).isEmpty();
    }

    private static String elected(String time) {
        return "{\"@message\":\"New leader elected: x\",\"@timestamp\":\"2026-01-01T%sZ\"}%n".formatted(time);
    }

    private static void log(Path machines, String scaleSet, String text) throws IOException {
        var folder = Files.createDirectories(machines.resolve(scaleSet).resolve("0/var/log"));
        Files.writeString(folder.resolve("consul.log"), text);
    }
}
