package io.proconsul.bench.chaos.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final String PRINTED = """
            ESTAB  0      0      127.0.0.1:57268    127.0.0.1:20001  users:(("java",pid=42,fd=91))
            ESTAB  0      0      127.0.0.1:57270    127.0.0.1:20002  users:(("java",pid=42,fd=92))
            ESTAB  0      0      127.0.0.1:57272    127.0.0.1:20001  users:(("java",pid=421,fd=93))
            ESTAB  0      0      [::ffff:127.0.0.1]:57274 [::ffff:127.0.0.1]:20001  users:(("java",pid=42,fd=94))
            ESTAB  0      0      127.0.0.1:20001    127.0.0.1:57268  users:(("java",pid=7,fd=95))
            TIME-WAIT 0   0      127.0.0.1:57276    127.0.0.1:20001
            """;

    @Test
    void areThoseOfTheProcessToThePorts() {
        assertThat(Connections.localPorts(PRINTED, 42, Set.of(20_001))).containsExactly(57_268, 57_274);
    }
}
