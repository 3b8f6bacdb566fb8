package io.proconsul.orchestrator.cluster;

import static io.proconsul.orchestrator.cluster.Workers.CERT;
import static io.proconsul.orchestrator.cluster.Workers.INFRA;
import static io.proconsul.orchestrator.cluster.Workers.SNAPSHOT;
import static io.proconsul.saga.Retry.exponential;
import static io.proconsul.saga.Retry.fixed;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.proconsul.saga.Results;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Step;
import io.proconsul.wire.AccessGranted;
import io.proconsul.wire.AwaitQuorum;
import io.proconsul.wire.CertificateAuthorityIssued;
import io.proconsul.wire.ClientConfigurationPublished;
import io.proconsul.wire.CloseEndpoint;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ConfigurationPublished;
import io.proconsul.wire.CreateIdentity;
import io.proconsul.wire.CreateStorage;
import io.proconsul.wire.DeleteIdentity;
import io.proconsul.wire.DeleteNetwork;
import io.proconsul.wire.DeleteSnapshots;
import io.proconsul.wire.DeleteStorage;
import io.proconsul.wire.DestroyCertificateAuthority;
import io.proconsul.wire.DnsPublished;
import io.proconsul.wire.EndpointOpened;
import io.proconsul.wire.FederationJoined;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The steps of which clusters are made, and how each is undone. In what order they come is for a saga's plan to say. */
final class ClusterSteps {
    final Step<Cluster, ResourceGroupReserved> reserve;
    final Step<Cluster, NetworkReady> network;
    final Step<Cluster, IdentityCreated> identity;
    final Step<Cluster, StorageCreated> storage;
    final Step<Cluster, AccessGranted> access;
    final Step<Cluster, CertificateAuthorityIssued> authority;
    final Step<Cluster, ServerCertificatesIssued> certificates;
    final Step<Cluster, ConfigurationPublished> configuration;
    final Step<Cluster, ServersLaunched> servers;
    final Step<Cluster, QuorumReached> quorum;
    final Step<Cluster, ClientConfigurationPublished> client;
    final Step<Cluster, DnsPublished> dns;
    final Step<Cluster, EndpointOpened> endpoint;
    final Step<Cluster, SnapshotTaken> snapshot;

    /**
     * @param secrets answers those that the servers get
     * @param joined what the cluster was told by its primary; null for one that has none
     */
    ClusterSteps(
            SagaBuilder<Cluster> saga,
            Step<Cluster, SecretsCreated> secrets,
            Function<Results, @Nullable FederationJoined> joined) {
        reserve = saga.step("reserve-resource-group", ResourceGroupReserved.class)
                .by(INFRA)
                .command(
                        in -> new ReserveResourceGroup(in.getRef(), in.getSpec().getManagedApplicationId()))
                .compensate(in -> new ReleaseResourceGroup(in.getRef()));

        network = saga.step("prepare-network", NetworkReady.class)
                .by(INFRA)
                .command(in -> new PrepareNetwork(in.getRef(), in.getSpec().getVnetCidr(), external(in)))
                .compensate(in -> new DeleteNetwork(in.getRef()));

        identity = saga.step("create-identity", IdentityCreated.class)
                .by(INFRA)
                .command(in -> new CreateIdentity(in.getRef()))
                .compensate(in -> new DeleteIdentity(in.getRef()));

        storage = saga.step("create-storage", StorageCreated.class)
                .by(INFRA)
                .command(in -> new CreateStorage(in.getRef()))
                .compensate(in -> new DeleteStorage(in.getRef()));

        access = saga.step("grant-access", AccessGranted.class)
                .by(INFRA)
                .command((in, got) ->
                        new GrantAccess(in.getRef(), got.from(identity).getPrincipalId(), got.from(storage)))
                .compensate(in -> new RevokeAccess(in.getRef()))
                .retry(exponential(ofSeconds(1), ofSeconds(30)).upTo(20));

        authority = saga.step("issue-certificate-authority", CertificateAuthorityIssued.class)
                .by(CERT)
                .command(in -> new IssueCertificateAuthority(in.getRef(), Federations.issuer(in)))
                .compensate(in -> new DestroyCertificateAuthority(in.getRef(), Federations.issuer(in)));

        certificates = saga.step("issue-server-certificates", ServerCertificatesIssued.class) // die with their CA
                .by(CERT)
                .command(in ->
                        new IssueServerCertificates(in.getRef(), in.getSpec().getServers(), Federations.issuer(in), 0));

        configuration = saga.step("publish-configuration", ConfigurationPublished.class)
                .by(INFRA)
                .command((in, got) -> new PublishConfiguration(
                        in.getRef(),
                        in.getSpec(),
                        got.from(storage),
                        got.from(identity).getClientId(),
                        got.from(authority).getCaPem(),
                        got.from(certificates).getCertificates(),
                        got.from(secrets),
                        joined.apply(got)))
                .compensate(in -> new WithdrawConfiguration(in.getRef()));

        servers = saga.step("launch-servers", ServersLaunched.class)
                .by(INFRA)
                .command((in, got) -> new LaunchServers(
                        in.getRef(),
                        in.getSpec().getServers(),
                        got.from(network).getSubnetId(),
                        got.from(identity),
                        got.from(storage),
                        got.from(configuration).getManifestPaths(),
                        external(in)))
                .compensate(in -> new TerminateServers(in.getRef(), in.getSpec().getServers(), 0))
                .finishWithin(ofHours(2));

        quorum = saga.step("await-quorum", QuorumReached.class) // nothing to undo: it dies with the servers
                .by(SNAPSHOT)
                .command((in, got) -> new AwaitQuorum(
                        in.getRef(),
                        got.from(authority).getCaPem(),
                        got.from(servers).getServers(),
                        got.from(secrets).getAgentTokenCiphertext()))
                .retry(fixed(ofSeconds(2)))
                .finishWithin(ofMinutes(20));

        client = saga.step("publish-client-configuration", ClientConfigurationPublished.class)
                .by(INFRA)
                .command((in, got) -> new PublishClientConfiguration(
                        in.getRef(), got.from(storage), got.from(authority).getCaPem(), got.from(secrets)))
                .compensate(in -> new WithdrawClientConfiguration(in.getRef()));

        dns = saga.step("publish-dns", DnsPublished.class)
                .by(INFRA)
                .command((in, got) ->
                        new PublishDns(in.getRef(), got.from(servers).getServers()))
                .compensate(in -> new WithdrawDns(in.getRef()));

        endpoint = saga.step("open-endpoint", EndpointOpened.class)
                .by(INFRA)
                .command((in, got) -> new OpenEndpoint(
                        in.getRef(), external(in), got.from(servers).getServers()))
                .compensate(in -> new CloseEndpoint(in.getRef()));

        snapshot = saga.step("take-first-snapshot", SnapshotTaken.class)
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
    }

    private static boolean external(Cluster in) {
        return in.getSpec().getExternalEndpoint();
    }

    /** What is known of a cluster when all of its steps are done. */
    static Cluster built(Cluster input, SecretsCreated secrets, Results got) {
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
                .setBootstrapTokenCiphertext(secrets.getBootstrapTokenCiphertext())
                .setGossipKeyCiphertext(secrets.getGossipKeyCiphertext())
                .setCertificates(got.result("issue-server-certificates", ServerCertificatesIssued.class)
                        .getCertificates())
                .setSnapshots(List.of(
                        got.result("take-first-snapshot", SnapshotTaken.class).getSnapshot()))
                .build();
    }
}
