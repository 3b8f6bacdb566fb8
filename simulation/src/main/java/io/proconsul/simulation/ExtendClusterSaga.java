package io.proconsul.simulation;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Retry;
import io.proconsul.saga.Saga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Subject;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterRef;
import java.time.Duration;

/**
 * A change of a living cluster, for what creating and deleting never need: waiting in the queue, optional steps
 * with and without something to undo, a step that must succeed in a saga that can turn back.
 */
public final class ExtendClusterSaga implements Saga<ExtendClusterSaga.Extend, Cluster> {
    static final String NAME = "extend-cluster";

    /** The command. */
    public record Extend(String wish) {}

    sealed interface Task {
        ClusterRef cluster();
    }

    record Survey(ClusterRef cluster) implements Task {}

    record Unstake(ClusterRef cluster) implements Task {}

    record RaiseAnnex(ClusterRef cluster) implements Task {}

    record RazeAnnex(ClusterRef cluster) implements Task {}

    record Measure(ClusterRef cluster) implements Task {}

    record Inspect(ClusterRef cluster) implements Task {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Lifecycle lifecycle() {
        return Lifecycle.change("UPDATING", "RUNNING", "RUNNING");
    }

    @Override
    public Class<Extend> command() {
        return Extend.class;
    }

    @Override
    public Class<Cluster> input() {
        return Cluster.class;
    }

    @Override
    public Admission<Cluster> admit(Extend command, Subject subject) {
        return subject.phase().equals("RUNNING")
                ? Admission.admitted(subject.document(Cluster.class).orElseThrow())
                : Admission.refused("ClusterNotRunning", "expected a running cluster, but it is " + subject.phase());
    }

    @Override
    public Plan<Cluster> define(SagaBuilder<Cluster> saga) {
        var survey = saga.step("survey", String.class)
                .by("infra")
                .command(in -> new Survey(in.getRef()))
                .compensate(in -> new Unstake(in.getRef()))
                .retry(Retry.never())
                .optional();
        var measure = saga.step("measure", String.class)
                .by("snapshot")
                .command(in -> new Measure(in.getRef()))
                .retry(Retry.never())
                .optional();
        var inspect = saga.step("inspect", String.class)
                .by("snapshot")
                .command(in -> new Inspect(in.getRef()))
                .retry(Retry.never())
                .mustSucceed();
        var raise = saga.step("raise-annex", String.class)
                .by("infra")
                .command(in -> new RaiseAnnex(in.getRef()))
                .compensate(in -> new RazeAnnex(in.getRef()))
                .retry(Retry.exponential(Duration.ofSeconds(1), Duration.ofSeconds(10))
                        .upTo(2));
        return saga.inOrder(saga.parallel(survey, measure, inspect), raise);
    }
}
