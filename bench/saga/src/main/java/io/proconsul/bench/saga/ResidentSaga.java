package io.proconsul.bench.saga;

import io.proconsul.bench.saga.wire.BenchDone;
import io.proconsul.bench.saga.wire.BenchStep;
import io.proconsul.bench.saga.wire.RunBench;
import io.proconsul.saga.Admission;
import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Saga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Subject;
import java.time.Duration;

/**
 * One step that nobody performs, so that its cluster stays as it is until the answer is overdue: a state and a wake in
 * the stores. Then the task is sent again, and the cluster stays for as long again.
 */
public final class ResidentSaga implements Saga<RunBench, RunBench> {
    public static final String NAME = "resident";

    /** A worker that does not run where this saga is measured. */
    public static final String WORKER = "snapshot";

    /** From the time of a command to the time at which its cluster is due. */
    public static final Duration STAY = Duration.ofDays(1);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Lifecycle lifecycle() {
        return Lifecycle.birth("RESIDENT", "GONE", "GONE");
    }

    @Override
    public Class<RunBench> command() {
        return RunBench.class;
    }

    @Override
    public Class<RunBench> input() {
        return RunBench.class;
    }

    @Override
    public Admission<RunBench> admit(RunBench command, Subject subject) {
        return Admission.admitted(command);
    }

    @Override
    public Plan<RunBench> define(SagaBuilder<RunBench> saga) {
        return saga.step("stay", BenchDone.class)
                .by(WORKER)
                .command(in -> new BenchStep(1, in.getPayload(), false))
                .answerWithin(STAY)
                .finishWithin(Duration.ofDays(365));
    }
}
