package io.proconsul.orchestrator.cluster;

import static io.proconsul.orchestrator.cluster.Workers.SNAPSHOT;
import static io.proconsul.saga.Retry.exponential;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Results;
import io.proconsul.saga.Saga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Subject;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.Done;
import io.proconsul.wire.ReleaseSecondary;
import io.proconsul.wire.SecondaryWork;

/** Forgets a secondary that is gone, or that never came to be. Of one that is not known there is nothing to forget. */
public final class ReleaseSecondarySaga implements Saga<ReleaseSecondary, SecondaryWork> {
    static final String NAME = "release-secondary";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Lifecycle lifecycle() {
        return Phases.WHILE_RUNNING;
    }

    @Override
    public Class<ReleaseSecondary> command() {
        return ReleaseSecondary.class;
    }

    @Override
    public Class<SecondaryWork> input() {
        return SecondaryWork.class;
    }

    @Override
    public Admission<SecondaryWork> admit(ReleaseSecondary command, Subject subject) {
        return subject.document(Cluster.class)
                .filter(found -> subject.phase().equals(Phases.RUNNING))
                .filter(found -> found.getRef().getClusterId().equals(command.getPrimaryClusterId()))
                .map(primary -> Admission.admitted(new SecondaryWork(primary, command.getSecondary(), null)))
                .orElseGet(() -> Admission.refused(
                        "ClusterNotRunning",
                        "expected the running cluster " + command.getPrimaryClusterId() + ", but it is gone"));
    }

    @Override
    public Plan<SecondaryWork> define(SagaBuilder<SecondaryWork> saga) {
        // A primary too broken to be told anything does not keep the secondary from being forgotten.
        return saga.step("expel-secondary", Done.class)
                .by(SNAPSHOT)
                .command(RegisterSecondarySaga::expel)
                .retry(exponential(ofSeconds(1), ofSeconds(30)).upTo(8))
                .finishWithin(ofMinutes(15))
                .optional();
    }

    @Override
    public Object conclusion(SecondaryWork input, Results got) {
        return Federations.released(input.getPrimary(), input.getSecondary());
    }
}
