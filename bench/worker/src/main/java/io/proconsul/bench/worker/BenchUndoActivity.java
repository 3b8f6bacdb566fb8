package io.proconsul.bench.worker;

import io.proconsul.bench.saga.wire.BenchDone;
import io.proconsul.bench.saga.wire.BenchUndo;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import jakarta.enterprise.context.ApplicationScoped;

/** Undoes the nothing that was done. */
@ApplicationScoped
public class BenchUndoActivity implements Activity<BenchUndo> {

    @Override
    public Class<BenchUndo> command() {
        return BenchUndo.class;
    }

    @Override
    public Outcome perform(BenchUndo command, Attempt attempt) {
        return Outcome.succeeded(new BenchDone(command.getNumber(), ""));
    }
}
