package io.proconsul.orchestrator.cluster;

import static io.proconsul.orchestrator.cluster.Workers.CERT;
import static io.proconsul.orchestrator.cluster.Workers.SNAPSHOT;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Results;
import io.proconsul.saga.Saga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Subject;
import io.proconsul.wire.AclBootstrapped;
import io.proconsul.wire.BootstrapAcl;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.CreateCluster;
import io.proconsul.wire.CreateSecrets;
import io.proconsul.wire.SecretsCreated;

/**
 * Creates a cluster: read the plan to see it built; on failure, what was begun is undone from its end. What each step asks
 * for, and how it is undone, is in {@link ClusterSteps}.
 */
public final class CreateClusterSaga implements Saga<CreateCluster, Cluster> {

    @Override
    public String name() {
        return "create-cluster";
    }

    @Override
    public Lifecycle lifecycle() {
        return Lifecycle.birth(Phases.CREATING, Phases.RUNNING, Phases.FAILED);
    }

    @Override
    public Class<CreateCluster> command() {
        return CreateCluster.class;
    }

    @Override
    public Class<Cluster> input() {
        return Cluster.class;
    }

    @Override
    public Admission<Cluster> admit(CreateCluster command, Subject subject) {
        return Births.admit(command.getSpec(), subject);
    }

    @Override
    public Plan<Cluster> define(SagaBuilder<Cluster> saga) {
        var secrets = saga.step("create-secrets", SecretsCreated.class) // nothing to undo: nobody else knows them
                .by(CERT)
                .command(in -> new CreateSecrets(in.getRef(), false));
        var steps = new ClusterSteps(saga, secrets, got -> null);
        var acl = saga.step("bootstrap-acl", AclBootstrapped.class) // nothing to undo: it dies with the servers
                .by(SNAPSHOT)
                .command((in, got) -> new BootstrapAcl(
                        in.getRef(),
                        got.from(steps.authority).getCaPem(),
                        got.from(steps.servers).getServers(),
                        got.from(secrets)));

        return saga.inOrder(
                steps.reserve,
                saga.parallel(
                        steps.network,
                        saga.inOrder(saga.parallel(steps.identity, steps.storage), steps.access),
                        saga.inOrder(saga.parallel(steps.authority, secrets), steps.certificates)),
                steps.configuration,
                steps.servers,
                steps.quorum,
                acl,
                saga.parallel(steps.client, saga.inOrder(steps.dns, steps.endpoint), steps.snapshot));
    }

    @Override
    public Object opening(Cluster input) {
        return input;
    }

    @Override
    public Object conclusion(Cluster input, Results got) {
        return ClusterSteps.built(input, got.result("create-secrets", SecretsCreated.class), got);
    }
}
