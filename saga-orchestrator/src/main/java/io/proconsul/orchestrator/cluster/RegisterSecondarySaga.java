package io.proconsul.orchestrator.cluster;

import static io.proconsul.orchestrator.cluster.Workers.SNAPSHOT;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Results;
import io.proconsul.saga.Saga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Subject;
import io.proconsul.wire.AdmitSecondary;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.Done;
import io.proconsul.wire.ExpelSecondary;
import io.proconsul.wire.RegisterSecondary;
import io.proconsul.wire.SecondaryWork;

/**
 * Lets another cluster into the federation of this one, which that makes a primary. It knows of the other one from the
 * moment the saga starts, so that there is no time at which it can be deleted behind the other one's back.
 */
public final class RegisterSecondarySaga implements Saga<RegisterSecondary, SecondaryWork> {
    static final String NAME = "register-secondary";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Lifecycle lifecycle() {
        return Phases.WHILE_RUNNING;
    }

    @Override
    public Class<RegisterSecondary> command() {
        return RegisterSecondary.class;
    }

    @Override
    public Class<SecondaryWork> input() {
        return SecondaryWork.class;
    }

    @Override
    public Admission<SecondaryWork> admit(RegisterSecondary command, Subject subject) {
        var primary =
                subject.document(Cluster.class).filter(found -> subject.phase().equals(Phases.RUNNING));
        if (primary.isEmpty()) {
            return Admission.refused(
                    "ClusterNotRunning", "expected a running cluster to join, but it is " + subject.phase());
        }
        return Federations.refusal(primary.get(), command)
                .<Admission<SecondaryWork>>map(Admission.Refused::new)
                .orElseGet(() -> Admission.admitted(
                        new SecondaryWork(primary.get(), command.getSecondary(), command.getSecrets())));
    }

    @Override
    public Plan<SecondaryWork> define(SagaBuilder<SecondaryWork> saga) {
        return saga.step("admit-secondary", Done.class)
                .by(SNAPSHOT)
                .command(RegisterSecondarySaga::letIn)
                .compensate(RegisterSecondarySaga::expel);
    }

    private static AdmitSecondary letIn(SecondaryWork in) {
        var primary = in.getPrimary();
        return new AdmitSecondary(
                primary.getRef(),
                primary.getCaPem(),
                primary.getServers(),
                primary.getBootstrapTokenCiphertext(),
                in.getSecondary().getRef(),
                in.getSecrets());
    }

    static ExpelSecondary expel(SecondaryWork in) {
        var primary = in.getPrimary();
        return new ExpelSecondary(
                primary.getRef(),
                primary.getCaPem(),
                primary.getServers(),
                primary.getBootstrapTokenCiphertext(),
                in.getSecondary().getRef());
    }

    @Override
    public Object opening(SecondaryWork input) {
        return Federations.with(input.getPrimary(), input.getSecondary());
    }

    @Override
    public Object failure(SecondaryWork input, Results kept) {
        return input.getPrimary();
    }
}
