package io.proconsul.orchestrator.cluster;

import static io.proconsul.orchestrator.cluster.Workers.CERT;
import static io.proconsul.orchestrator.cluster.Workers.INFRA;
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
import io.proconsul.saga.Step;
import io.proconsul.saga.Subject;
import io.proconsul.wire.ChooseServer;
import io.proconsul.wire.ClusterGrowth;
import io.proconsul.wire.ConfigurationPublished;
import io.proconsul.wire.ConfigureServers;
import io.proconsul.wire.CreateIdentity;
import io.proconsul.wire.CreateStorage;
import io.proconsul.wire.DnsPublished;
import io.proconsul.wire.EndpointOpened;
import io.proconsul.wire.GrowCluster;
import io.proconsul.wire.IdentityCreated;
import io.proconsul.wire.InspectServers;
import io.proconsul.wire.IssueServerCertificates;
import io.proconsul.wire.NetworkReady;
import io.proconsul.wire.OpenEndpoint;
import io.proconsul.wire.PrepareNetwork;
import io.proconsul.wire.PublishDns;
import io.proconsul.wire.ServerCertificatesIssued;
import io.proconsul.wire.ServerChosen;
import io.proconsul.wire.ServersInspected;
import io.proconsul.wire.StorageCreated;
import io.proconsul.wire.WithdrawServers;

/**
 * Gives a running cluster two more servers, one at a time: the next one is launched when the cluster is whole with the one
 * before. Clients are told of them last. What fails for good takes them away again, out of Raft before their machines go; the
 * servers that were there are never touched.
 */
public final class GrowClusterSaga implements Saga<GrowCluster, ClusterGrowth> {
    public static final String NAME = "grow-cluster";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Lifecycle lifecycle() {
        return Lifecycle.change(Phases.UPDATING, Phases.RUNNING, Phases.RUNNING);
    }

    @Override
    public Class<GrowCluster> command() {
        return GrowCluster.class;
    }

    @Override
    public Class<ClusterGrowth> input() {
        return ClusterGrowth.class;
    }

    @Override
    public Admission<ClusterGrowth> admit(GrowCluster command, Subject subject) {
        return RunningCluster.admit(subject, cluster -> Growth.admit(command, cluster));
    }

    @Override
    public Plan<ClusterGrowth> define(SagaBuilder<ClusterGrowth> saga) {
        var model = saga.step("choose-model", ServerChosen.class) // once the cluster is whole
                .by(SNAPSHOT)
                .command(in -> new ChooseServer(in.getCluster().getRef(), Growth.access(in), Growth.unwanted(in)))
                .retry(exponential(ofSeconds(1), ofSeconds(10)).upTo(8))
                .finishWithin(ofMinutes(15));

        var network = saga.step("find-network", NetworkReady.class) // these were made with the cluster, and go with it
                .by(INFRA)
                .command(in -> new PrepareNetwork(
                        in.getCluster().getRef(),
                        in.getCluster().getSpec().getVnetCidr(),
                        in.getCluster().getSpec().getExternalEndpoint()));
        var identity = saga.step("find-identity", IdentityCreated.class)
                .by(INFRA)
                .command(in -> new CreateIdentity(in.getCluster().getRef()));
        var storage = saga.step("find-storage", StorageCreated.class)
                .by(INFRA)
                .command(in -> new CreateStorage(in.getCluster().getRef()));

        var certificates = saga.step("issue-server-certificates", ServerCertificatesIssued.class) // expire unused
                .by(CERT)
                .command(in -> new IssueServerCertificates(
                        in.getCluster().getRef(),
                        in.getServers(),
                        Federations.issuer(in.getCluster()),
                        Growth.present(in)));

        var configuration = saga.step("configure-servers", ConfigurationPublished.class)
                .by(INFRA)
                .command((in, got) -> new ConfigureServers(
                        in.getCluster().getRef(),
                        got.from(model).getIndex(),
                        in.getServers(),
                        got.from(certificates).getCertificates()))
                .compensate(in -> new WithdrawServers(in.getCluster().getRef(), Growth.present(in), in.getServers()));

        var place = new GrowthTurn.Place(network, identity, storage, configuration);
        var first = GrowthTurn.of(saga, 1, place);
        var second = GrowthTurn.of(saga, 2, place);
        var inspect = saga.step("inspect-servers", ServersInspected.class)
                .by(SNAPSHOT)
                .command((in, got) -> new InspectServers(
                        in.getCluster().getRef(),
                        Growth.access(in),
                        Growth.joined(got.from(first.await()), got.from(second.await())),
                        Updates.running(in.getCluster())))
                .retry(exponential(ofSeconds(1), ofSeconds(10)).upTo(8))
                .finishWithin(ofMinutes(10));

        return saga.inOrder(
                model,
                saga.parallel(network, identity, storage, certificates),
                configuration,
                first.inOrder(saga),
                second.inOrder(saga),
                inspect,
                saga.parallel(dns(saga, second), endpoint(saga, second)));
    }

    private static Step<ClusterGrowth, DnsPublished> dns(SagaBuilder<ClusterGrowth> saga, GrowthTurn last) {
        return saga.step("publish-dns", DnsPublished.class)
                .by(INFRA)
                .command((in, got) -> new PublishDns(
                        in.getCluster().getRef(), got.from(last.launch()).getServers()))
                .compensate(in ->
                        new PublishDns(in.getCluster().getRef(), in.getCluster().getServers()));
    }

    private static Step<ClusterGrowth, EndpointOpened> endpoint(SagaBuilder<ClusterGrowth> saga, GrowthTurn last) {
        return saga.step("open-endpoint", EndpointOpened.class)
                .by(INFRA)
                .command((in, got) -> new OpenEndpoint(
                        in.getCluster().getRef(),
                        in.getCluster().getSpec().getExternalEndpoint(),
                        got.from(last.launch()).getServers()))
                .compensate(in -> new OpenEndpoint(
                        in.getCluster().getRef(),
                        in.getCluster().getSpec().getExternalEndpoint(),
                        in.getCluster().getServers()));
    }

    @Override
    public Object conclusion(ClusterGrowth in, Results got) {
        return Growth.grown(
                in,
                GrowthTurn.launched(2, got),
                got.result("issue-server-certificates", ServerCertificatesIssued.class));
    }
}
