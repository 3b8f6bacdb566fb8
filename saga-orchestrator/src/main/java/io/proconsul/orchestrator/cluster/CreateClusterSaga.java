package io.proconsul.orchestrator.cluster;

import static io.proconsul.orchestrator.cluster.Workers.CERT;
import static io.proconsul.orchestrator.cluster.Workers.INFRA;
import static io.proconsul.orchestrator.cluster.Workers.SNAPSHOT;
import static io.proconsul.saga.Retry.exponential;
import static io.proconsul.saga.Retry.fixed;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Results;
import io.proconsul.saga.Saga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Subject;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.AccessGranted;
import io.proconsul.wire.AclBootstrapped;
import io.proconsul.wire.AwaitQuorum;
import io.proconsul.wire.BootstrapAcl;
import io.proconsul.wire.CertificateAuthorityIssued;
import io.proconsul.wire.ClientConfigurationPublished;
import io.proconsul.wire.CloseEndpoint;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.ConfigurationPublished;
import io.proconsul.wire.CreateCluster;
import io.proconsul.wire.CreateIdentity;
import io.proconsul.wire.CreateSecrets;
import io.proconsul.wire.CreateStorage;
import io.proconsul.wire.DeleteIdentity;
import io.proconsul.wire.DeleteNetwork;
import io.proconsul.wire.DeleteSnapshots;
import io.proconsul.wire.DeleteStorage;
import io.proconsul.wire.DestroyCertificateAuthority;
import io.proconsul.wire.DnsPublished;
import io.proconsul.wire.EndpointOpened;
import io.proconsul.wire.GrantAccess;
import io.proconsul.wire.IdentityCreated;
import io.proconsul.wire.IssueCertificateAuthority;
import io.proconsul.wire.IssueServerCertificates;
import io.proconsul.wire.LaunchServers;
import io.proconsul.wire.NetworkReady;
import io.proconsul.wire.OpenEndpoint;
import io.proconsul.wire.PrepareNetwork;
import io.proconsul.wire.PublishClientConfiguration;
import io.proconsul.wire.PublishConfiguration;
import io.proconsul.wire.PublishDns;
import io.proconsul.wire.QuorumReached;
import io.proconsul.wire.ReleaseResourceGroup;
import io.proconsul.wire.ReserveResourceGroup;
import io.proconsul.wire.ResourceGroupReserved;
import io.proconsul.wire.RevokeAccess;
import io.proconsul.wire.Scope;
import io.proconsul.wire.SecretsCreated;
import io.proconsul.wire.ServerCertificatesIssued;
import io.proconsul.wire.ServersLaunched;
import io.proconsul.wire.SnapshotTaken;
import io.proconsul.wire.StorageCreated;
import io.proconsul.wire.TakeSnapshot;
import io.proconsul.wire.TerminateServers;
import io.proconsul.wire.WithdrawClientConfiguration;
import io.proconsul.wire.WithdrawConfiguration;
import io.proconsul.wire.WithdrawDns;
import java.util.List;

/** Creates a cluster: read the plan to see it built; on failure, what was begun is undone from its end. */
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
        if (subject.phase().equals(Phases.RUNNING)) {
            return Admission.refused(
                    "PropertyChangeNotAllowed",
                    "expected the properties with which the cluster was created; a running cluster is changed by"
                            + " the update action, or deleted and created again");
        }
        var scope = subject.identity(Scope.class);
        var ref = new ClusterRef(
                Ids.clusterId(scope, subject.incarnation()),
                scope.getTenantId(),
                scope.getSubscriptionId(),
                scope.getResourceGroup(),
                scope.getClusterName(),
                command.getSpec().getLocation(),
                command.getSpec().getDatacenter());
        return Admission.admitted(
                Cluster.newBuilder().setRef(ref).setSpec(command.getSpec()).build());
    }

    @Override
    public Plan<Cluster> define(SagaBuilder<Cluster> saga) {
        var reserve = saga.step("reserve-resource-group", ResourceGroupReserved.class)
                .by(INFRA)
                .command(
                        in -> new ReserveResourceGroup(in.getRef(), in.getSpec().getManagedApplicationId()))
                .compensate(in -> new ReleaseResourceGroup(in.getRef()));

        var network = saga.step("prepare-network", NetworkReady.class)
                .by(INFRA)
                .command(in -> new PrepareNetwork(in.getRef(), vnetCidr(in), external(in)))
                .compensate(in -> new DeleteNetwork(in.getRef()));

        var identity = saga.step("create-identity", IdentityCreated.class)
                .by(INFRA)
                .command(in -> new CreateIdentity(in.getRef()))
                .compensate(in -> new DeleteIdentity(in.getRef()));

        var storage = saga.step("create-storage", StorageCreated.class)
                .by(INFRA)
                .command(in -> new CreateStorage(in.getRef()))
                .compensate(in -> new DeleteStorage(in.getRef()));

        var access = saga.step("grant-access", AccessGranted.class)
                .by(INFRA)
                .command((in, got) ->
                        new GrantAccess(in.getRef(), got.from(identity).getPrincipalId(), got.from(storage)))
                .compensate(in -> new RevokeAccess(in.getRef()))
                .retry(exponential(ofSeconds(1), ofSeconds(30)).upTo(20));

        var authority = saga.step("issue-certificate-authority", CertificateAuthorityIssued.class)
                .by(CERT)
                .command(in -> new IssueCertificateAuthority(in.getRef()))
                .compensate(in -> new DestroyCertificateAuthority(in.getRef()));

        var secrets = saga.step("create-secrets", SecretsCreated.class) // nothing to undo: nobody else knows them
                .by(CERT)
                .command(in -> new CreateSecrets(in.getRef()));

        var certificates = saga.step("issue-server-certificates", ServerCertificatesIssued.class) // die with their CA
                .by(CERT)
                .command(in ->
                        new IssueServerCertificates(in.getRef(), in.getSpec().getServers()));

        var configuration = saga.step("publish-configuration", ConfigurationPublished.class)
                .by(INFRA)
                .command((in, got) -> new PublishConfiguration(
                        in.getRef(),
                        in.getSpec(),
                        got.from(storage),
                        got.from(identity).getClientId(),
                        got.from(authority).getCaPem(),
                        got.from(certificates).getCertificates(),
                        got.from(secrets)))
                .compensate(in -> new WithdrawConfiguration(in.getRef()));

        var servers = saga.step("launch-servers", ServersLaunched.class)
                .by(INFRA)
                .command((in, got) -> new LaunchServers(
                        in.getRef(),
                        in.getSpec().getServers(),
                        got.from(network).getSubnetId(),
                        got.from(identity),
                        got.from(storage),
                        got.from(configuration).getManifestPaths(),
                        external(in)))
                .compensate(in -> new TerminateServers(in.getRef(), in.getSpec().getServers()))
                .finishWithin(ofHours(2));

        var quorum = saga.step("await-quorum", QuorumReached.class) // nothing to undo: it dies with the servers
                .by(SNAPSHOT)
                .command((in, got) -> new AwaitQuorum(
                        in.getRef(),
                        got.from(authority).getCaPem(),
                        got.from(servers).getServers(),
                        got.from(secrets).getAgentTokenCiphertext()))
                .retry(fixed(ofSeconds(2)))
                .finishWithin(ofMinutes(20));

        var acl = saga.step("bootstrap-acl", AclBootstrapped.class) // nothing to undo: it dies with the servers
                .by(SNAPSHOT)
                .command((in, got) -> new BootstrapAcl(
                        in.getRef(),
                        got.from(authority).getCaPem(),
                        got.from(servers).getServers(),
                        got.from(secrets)));

        var client = saga.step("publish-client-configuration", ClientConfigurationPublished.class)
                .by(INFRA)
                .command((in, got) -> new PublishClientConfiguration(
                        in.getRef(), got.from(storage), got.from(authority).getCaPem(), got.from(secrets)))
                .compensate(in -> new WithdrawClientConfiguration(in.getRef()));

        var dns = saga.step("publish-dns", DnsPublished.class)
                .by(INFRA)
                .command((in, got) ->
                        new PublishDns(in.getRef(), got.from(servers).getServers()))
                .compensate(in -> new WithdrawDns(in.getRef()));

        var endpoint = saga.step("open-endpoint", EndpointOpened.class)
                .by(INFRA)
                .command((in, got) -> new OpenEndpoint(
                        in.getRef(), external(in), got.from(servers).getServers()))
                .compensate(in -> new CloseEndpoint(in.getRef()));

        var snapshot = saga.step("take-first-snapshot", SnapshotTaken.class)
                .by(SNAPSHOT)
                .command((in, got) -> new TakeSnapshot(
                        in.getRef(),
                        got.from(authority).getCaPem(),
                        got.from(servers).getServers(),
                        got.from(secrets).getBootstrapTokenCiphertext(),
                        got.from(storage).getBlobEndpoint(),
                        got.from(storage).getSnapshotContainer(),
                        "FIRST",
                        in.getSpec().getSnapshotRetention(),
                        "",
                        "",
                        true))
                .compensate(in -> new DeleteSnapshots(in.getRef()));

        return saga.inOrder(
                reserve,
                saga.parallel(
                        network,
                        saga.inOrder(saga.parallel(identity, storage), access),
                        saga.inOrder(saga.parallel(authority, secrets), certificates)),
                configuration,
                servers,
                quorum,
                acl,
                saga.parallel(client, saga.inOrder(dns, endpoint), snapshot));
    }

    private static String vnetCidr(Cluster in) {
        return in.getSpec().getVnetCidr();
    }

    private static boolean external(Cluster in) {
        return in.getSpec().getExternalEndpoint();
    }

    @Override
    public Object opening(Cluster input) {
        return input;
    }

    @Override
    public Object conclusion(Cluster input, Results got) {
        var network = got.result("prepare-network", NetworkReady.class);
        var storage = got.result("create-storage", StorageCreated.class);
        var client = got.result("publish-client-configuration", ClientConfigurationPublished.class);
        return Cluster.newBuilder(input)
                .setServers(got.result("launch-servers", ServersLaunched.class).getServers())
                .setCaPem(got.result("issue-certificate-authority", CertificateAuthorityIssued.class)
                        .getCaPem())
                .setStorageAccount(storage.getAccountName())
                .setBlobEndpoint(storage.getBlobEndpoint())
                .setConfigContainer(storage.getConfigContainer())
                .setSnapshotContainer(storage.getSnapshotContainer())
                .setVnetName(network.getVnetName())
                .setPrivateDnsName(got.result("publish-dns", DnsPublished.class).getPrivateName())
                .setExternalUrl(
                        got.result("open-endpoint", EndpointOpened.class).getUrl())
                .setClientConfigCiphertext(client.getCiphertext())
                .setClientConfigBlob(client.getBlob())
                .setBootstrapTokenCiphertext(
                        got.result("create-secrets", SecretsCreated.class).getBootstrapTokenCiphertext())
                .setCertificates(got.result("issue-server-certificates", ServerCertificatesIssued.class)
                        .getCertificates())
                .setSnapshots(List.of(
                        got.result("take-first-snapshot", SnapshotTaken.class).getSnapshot()))
                .build();
    }
}
