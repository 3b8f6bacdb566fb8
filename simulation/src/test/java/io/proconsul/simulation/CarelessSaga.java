package io.proconsul.simulation;

import io.proconsul.orchestrator.cluster.CreateClusterSaga;
import io.proconsul.saga.Admission;
import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Results;
import io.proconsul.saga.Saga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Step;
import io.proconsul.saga.Subject;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.CreateCluster;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The creation of a cluster, with one step that is undone in another way, or not at all. */
final class CarelessSaga implements Saga<CreateCluster, Cluster> {
    private final CreateClusterSaga careful;
    private final String step;
    private final @Nullable Function<Cluster, ?> compensation;

    CarelessSaga(CreateClusterSaga careful, String step, @Nullable Function<Cluster, ?> compensation) {
        this.careful = careful;
        this.step = step;
        this.compensation = compensation;
    }

    @Override
    public String name() {
        return careful.name();
    }

    /** Newer than the careful one, so that it is what is begun. */
    @Override
    public int version() {
        return careful.version() + 1;
    }

    @Override
    public Lifecycle lifecycle() {
        return careful.lifecycle();
    }

    @Override
    public Class<CreateCluster> command() {
        return careful.command();
    }

    @Override
    public Class<Cluster> input() {
        return careful.input();
    }

    @Override
    public Admission<Cluster> admit(CreateCluster command, Subject subject) {
        return careful.admit(command, subject);
    }

    @Override
    public Plan<Cluster> define(SagaBuilder<Cluster> saga) {
        return changed(careful.define(saga));
    }

    @Override
    public Object opening(Cluster input) {
        return careful.opening(input);
    }

    @Override
    public Object conclusion(Cluster input, Results results) {
        return careful.conclusion(input, results);
    }

    private Plan<Cluster> changed(Plan<Cluster> plan) {
        if (plan instanceof Plan.InOrder<Cluster> inOrder) {
            return new Plan.InOrder<>(changed(inOrder.parts()));
        } else if (plan instanceof Plan.Parallel<Cluster> parallel) {
            return new Plan.Parallel<>(changed(parallel.parts()));
        }
        var found = (Step<Cluster, ?>) plan;
        return found.name().equals(step) ? changed(found) : found;
    }

    private List<Plan<Cluster>> changed(List<Plan<Cluster>> parts) {
        return parts.stream().map(this::changed).toList();
    }

    private <R> Step<Cluster, R> changed(Step<Cluster, R> found) {
        return new Step<>(
                found.name(),
                found.reply(),
                found.worker(),
                found.command(),
                compensation,
                found.retry(),
                found.answerWithin(),
                found.finishWithin(),
                found.onFailure());
    }
}
