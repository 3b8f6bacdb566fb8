package io.proconsul.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.bench.chaos.plan.ChaosPlan;
import io.proconsul.local.deployment.Installation;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.stack.LocalStack;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole system with two processes of each service; this seed breaks one of each kind but the snapshot worker. */
@Tag("soak")
class ChaosIT {
    private static final ChaosPlan SMALL = new ChaosPlan(200, 20, 4, 1, 0, true, 1);

    @TempDir
    Path state;

    @Test
    void keepsItsPromisesWhileItsProcessesAreKilledAndPaused() throws Exception {
        // given
        var home = Path.of(System.getProperty("proconsul.home"));
        var stack = new LocalStack(new Installation(home), new StateFolder(state));
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

        // when
        var judgement = new ChaosRun(stack, SMALL, out, Clock.systemUTC()).run();

        // then
        assertThat(judgement.violations()).isEmpty();
        assertThat(judgement.kills()).isEqualTo(4);
        assertThat(judgement.pauses()).isEqualTo(1);
        assertThat(judgement.accepted()).isEqualTo(judgement.attempted()).isGreaterThanOrEqualTo(20);
        assertThat(judgement.succeeded()).isPositive();
        assertThat(judgement.compensated()).isPositive();
    }
}
