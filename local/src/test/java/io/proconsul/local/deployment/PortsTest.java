package io.proconsul.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void givesEveryNameItsOwnPort() {
        var ports = Ports.allocate(List.of("a", "b", "c"), Ports.none());

        assertThat(new HashSet<>(ports.byName().values())).hasSize(3);
    }

    @Test
    void keepsThePortsOfTheLastTime() {
        var before = Ports.allocate(List.of("a", "b"), Ports.none());

        var after = Ports.allocate(List.of("a", "b", "c"), before);

        assertThat(after.of("a")).isEqualTo(before.of("a"));
        assertThat(after.of("b")).isEqualTo(before.of("b"));
        assertThat(after.byName()).containsKey("c");
    }

    @Test
    void takesAnotherPortIfSomebodyHasItNow() throws Exception {
        var before = Ports.allocate(List.of("a"), Ports.none());
        try (var other = new ServerSocket(before.of("a"), 1, InetAddress.getLoopbackAddress())) {

            var after = Ports.allocate(List.of("a"), before);

            assertThat(after.of("a")).isNotEqualTo(other.getLocalPort());
        }
    }

    @Test
    void namesThePortsThereAreWhenAskedForAnother() {
        var ports = new Ports(Map.of("a", 1));

        assertThatThrownBy(() -> ports.of("b")).hasMessage("Expected a port for b, but there are only {a=1}");
    }
}
