package io.proconsul.bench.worker;

import io.proconsul.bench.saga.wire.BenchDone;
import io.proconsul.bench.saga.wire.BenchStep;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import jakarta.enterprise.context.ApplicationScoped;

/** Does nothing and says so in a hundred bytes, or refuses for good where it is told to. */
@ApplicationScoped
public class BenchStepActivity implements Activity<BenchStep> {
    private static final String ANSWER = "y".repeat(90);

    @Override
    public Class<BenchStep> command() {
        return BenchStep.class;
    }

    @Override
    public Outcome perform(BenchStep command, Attempt attempt) {
        return command.getFail()
                ? Outcome.permanent("ToldToFail", "step " + command.getNumber() + " fails because it was told to")
                : Outcome.succeeded(new BenchDone(command.getNumber(), ANSWER));
    }
}
