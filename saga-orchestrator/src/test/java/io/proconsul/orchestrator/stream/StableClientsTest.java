package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StableClientsTest {
    private static final String ID = "transactional.id";

    private final StableClients clients = new StableClients("proconsul-instance", new Pacers());

    @Test
    void aThreadsTransactionsHaveTheNameOfTheInstanceAndNotOfTheProcess() {
        var given = "proconsul-5f1c1c4e-6f2a-4d7e-9b0c-8a1e2d3c4b5a-2";

        var stable = clients.stable(Map.of(ID, given, "linger.ms", 5));

        assertThat(stable).isEqualTo(Map.of(ID, "proconsul-instance-2", "linger.ms", 5));
    }

    @Test
    void aProducerWithoutTransactionsGetsNone() {
        assertThat(clients.stable(Map.of("linger.ms", 5))).isEqualTo(Map.of("linger.ms", 5));
    }
}
