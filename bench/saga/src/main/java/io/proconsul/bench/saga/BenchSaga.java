package io.proconsul.bench.saga;

import io.proconsul.bench.saga.wire.BenchDone;
import io.proconsul.bench.saga.wire.BenchStep;
import io.proconsul.bench.saga.wire.BenchUndo;
import io.proconsul.bench.saga.wire.RunBench;
import io.proconsul.saga.Admission;
import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Saga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Step;
import io.proconsul.saga.Subject;
import java.util.stream.IntStream;

/** Steps one after another, each done by a worker in no time and undone when a later one fails. */
public final class BenchSaga implements Saga<RunBench, RunBench> {
    public static final String NAME = "bench";

    /** The system property with the number of steps, where it is not {@value #STEPS}. */
    public static final String STEPS_PROPERTY = "proconsul.bench.steps";

    public static final int STEPS = 10;

    /** The worker whose topic carries the tasks. */
    public static final String WORKER = "infra";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Lifecycle lifecycle() {
        return Lifecycle.birth("RUNNING", "DONE", "UNDONE");
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
        var steps = IntStream.rangeClosed(1, Integer.getInteger(STEPS_PROPERTY, STEPS))
                .mapToObj(number -> step(saga, number))
                .toList();
        return saga.inOrder(steps);
    }

    private static Step<RunBench, BenchDone> step(SagaBuilder<RunBench> saga, int number) {
        return saga.step("step-" + number, BenchDone.class)
                .by(WORKER)
                .command(in -> new BenchStep(number, in.getPayload(), in.getFailAt() == number))
                .compensate(in -> new BenchUndo(number));
    }
}
