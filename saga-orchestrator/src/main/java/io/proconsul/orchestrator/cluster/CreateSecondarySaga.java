package io.proconsul.orchestrator.cluster;

import static io.proconsul.orchestrator.cluster.Workers.CERT;
import static io.proconsul.orchestrator.cluster.Workers.INFRA;
import static io.proconsul.orchestrator.cluster.Workers.SNAPSHOT;
import static java.time.Duration.ofMinutes;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Results;
import io.proconsul.saga.Saga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Subject;
import io.proconsul.wire.AdoptSecrets;
import io.proconsul.wire.AskPrimary;
import io.proconsul.wire.AwaitFederation;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.CreateSecondary;
import io.proconsul.wire.CreateSecrets;
import io.proconsul.wire.Done;
import io.proconsul.wire.FederationJoined;
import io.proconsul.wire.PeerNetworks;
import io.proconsul.wire.RegisterSecondary;
import io.proconsul.wire.SecretsCreated;
import io.proconsul.wire.UnpeerNetworks;

/**
 * Creates a cluster that joins another one's federation. The primary is asked before anything is built; from then on until
 * the cluster is gone it knows of this one, and is not deleted. The servers get the primary's gossip key, certificates of
 * its authority, and tokens of its ACL system, of which there is no other.
 */
public final class CreateSecondarySaga implements Saga<CreateSecondary, Cluster> {

    @Override
    public String name() {
        return "create-secondary";
    }

    @Override
    public Lifecycle lifecycle() {
        return Lifecycle.birth(Phases.CREATING, Phases.RUNNING, Phases.FAILED);
    }

    @Override
    public Class<CreateSecondary> command() {
        return CreateSecondary.class;
    }

    @Override
    public Class<Cluster> input() {
        return Cluster.class;
    }

    @Override
    public Admission<Cluster> admit(CreateSecondary command, Subject subject) {
        var admission = Births.admit(command.getSpec(), subject);
        return admission instanceof Admission.Admitted<Cluster> admitted
                ? Admission.admitted(Cluster.newBuilder(admitted.input())
                        .setPrimary(command.getPrimary())
                        .build())
                : admission;
    }

    @Override
    public Plan<Cluster> define(SagaBuilder<Cluster> saga) {
        var secrets = saga.step("create-secrets", SecretsCreated.class) // nothing to undo: nobody else knows them
                .by(CERT)
                .command(in -> new CreateSecrets(in.getRef(), true));

        var join = saga.step("join-federation", FederationJoined.class)
                .by(Workers.PRIMARY)
                .command((in, got) -> new AskPrimary(
                        in.getPrimary().getRef(),
                        new RegisterSecondary(
                                in.getPrimary().getRef().getClusterId(), Federations.member(in), got.from(secrets))))
                .compensate(Federations::leave);

        var adopted = saga.step("adopt-secrets", SecretsCreated.class) // nothing to undo: they are ciphertexts
                .by(INFRA)
                .command((in, got) -> new AdoptSecrets(in.getRef(), got.from(secrets), got.from(join)));

        var steps = new ClusterSteps(saga, adopted, got -> got.from(join));

        var peering = saga.step("peer-networks", Done.class)
                .by(INFRA)
                .command(in -> new PeerNetworks(in.getRef(), Federations.issuer(in)))
                .compensate(in -> new UnpeerNetworks(in.getRef(), Federations.issuer(in)));

        var federation = saga.step("await-federation", Done.class) // nothing to undo: it dies with the servers
                .by(SNAPSHOT)
                .command((in, got) -> new AwaitFederation(
                        in.getRef(),
                        got.from(steps.authority).getCaPem(),
                        got.from(steps.servers).getServers(),
                        got.from(adopted).getBootstrapTokenCiphertext(),
                        got.from(join).getPrimary().getDatacenter()))
                .finishWithin(ofMinutes(20));

        return saga.inOrder(
                secrets,
                join,
                adopted,
                steps.reserve,
                saga.parallel(
                        saga.inOrder(steps.network, peering),
                        saga.inOrder(saga.parallel(steps.identity, steps.storage), steps.access),
                        saga.inOrder(steps.authority, steps.certificates)),
                steps.configuration,
                steps.servers,
                steps.quorum,
                federation,
                saga.parallel(steps.client, saga.inOrder(steps.dns, steps.endpoint), steps.snapshot));
    }

    @Override
    public Object opening(Cluster input) {
        return input;
    }

    @Override
    public Object conclusion(Cluster input, Results got) {
        return ClusterSteps.built(input, got.result("adopt-secrets", SecretsCreated.class), got);
    }
}
