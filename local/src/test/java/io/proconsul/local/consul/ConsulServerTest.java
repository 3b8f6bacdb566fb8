package io.proconsul.local.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.proconsul.local.fault.FaultScript;
import io.proconsul.local.ledger.Ledger;
import io.proconsul.local.tls.LocalCa;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsulServerTest {
    private static final List<Integer> PORTS = List.of(8300, 8301, 8302, 8501);

    @TempDir
    Path dir;

    private final String address = "127." + ThreadLocalRandom.current().nextInt(20, 250) + "."
            + ThreadLocalRandom.current().nextInt(1, 250) + ".1";

    @BeforeEach
    void configure() throws Exception {
        var ca = LocalCa.create(dir.resolve("ca"), Clock.systemUTC());
        ServerProcess.configure(dir, ca, address, List.of(address), ServerProcess.GOSSIP_KEY, "server.test.consul");
    }

    @ParameterizedTest(name = "port {0}")
    @ValueSource(ints = {8300, 8301, 8302, 8501})
    void takesItsPortsOnceAllAreFreeAndGivesThemBack(int port) throws Exception {
        // given
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress(address, port));
            assertThatThrownBy(this::start).hasMessageContaining("in use");
        }

        // when
        var server = start();

        // then
        assertThat(PORTS).allMatch(this::listens);

        // when
        server.close();

        // then
        await().untilAsserted(() -> assertThat(PORTS).noneMatch(this::listens));
    }

    private ConsulServer start() throws IOException {
        return ConsulServer.start(
                dir.resolve("config"),
                dir.resolve("data"),
                address,
                "1.21.4",
                Map.of(),
                Ledger.open(dir.resolve("ledger")),
                FaultScript.watching(dir.resolve("faults.json")));
    }

    private boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
