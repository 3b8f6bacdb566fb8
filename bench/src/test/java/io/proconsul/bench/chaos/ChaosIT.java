package io.proconsul.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.bench.chaos.plan.ChaosPlan;
import io.proconsul.bench.chaos.sweep.SweepPlan;
import io.proconsul.bench.chaos.sweep.SweepPlan.Kind;
import io.proconsul.bench.chaos.sweep.SweepRun;
import io.proconsul.local.deployment.Installation;
import io.proconsul.local.deployment.StateFolder;
import io.proconsul.local.stack.LocalStack;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole system with two processes of each service, and small versions of what is done to it at length elsewhere. */
class ChaosIT {
    /** This seed breaks one process of each kind but the snapshot worker. */
    private static final ChaosPlan SMALL = new ChaosPlan(200, 20, 4, 1, 0, true, 1);

    /** One step, of which the orchestrator's and the worker's commits end. */
    private static final SweepPlan ONE_STEP =
            new SweepPlan(Set.of(Kind.COMMITS), Pattern.compile("commit_(result|transition) create-storage forward"));

    private final Installation programs = new Installation(Path.of(System.getProperty("proconsul.home")));
    private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    @TempDir
    private Path state = Path.of("");

    @Test
    void keepsItsPromisesWhileItsProcessesAreKilledAndPaused() throws Exception {
        // given
        var stack = new LocalStack(programs, new StateFolder(state));

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

    @Test
    void keepsItsPromisesWhileProcessesDieBeforeAndAfterCommits() throws Exception {
        // given
        var stack = new LocalStack(programs, new StateFolder(state));

        // when
        var sweep = new SweepRun(stack, ONE_STEP, out, Clock.systemUTC()).run(programs);

        // then
        assertThat(sweep.violations()).isEmpty();
        assertThat(sweep.points()).isEqualTo(4);
        assertThat(sweep.passed()).isEqualTo(4);
        assertThat(sweep.deaths()).isBetween(2, 4);
    }
}
