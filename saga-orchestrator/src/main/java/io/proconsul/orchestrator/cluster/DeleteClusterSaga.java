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
import io.proconsul.saga.Saga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Step;
import io.proconsul.saga.Subject;
import io.proconsul.wire.CloseEndpoint;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.DeleteCluster;
import io.proconsul.wire.DeleteIdentity;
import io.proconsul.wire.DeleteNetwork;
import io.proconsul.wire.DeleteStorage;
import io.proconsul.wire.DestroyCertificateAuthority;
import io.proconsul.wire.Done;
import io.proconsul.wire.ReleaseResourceGroup;
import io.proconsul.wire.RevokeAccess;
import io.proconsul.wire.SnapshotTaken;
import io.proconsul.wire.TakeSnapshot;
import io.proconsul.wire.TerminateServers;
import io.proconsul.wire.WithdrawDns;
import java.util.function.Function;

/**
 * Deletes a cluster and leaves nothing but its last snapshot, also in the networks that it was peered with. There is no way back: a step that cannot be done waits
 * for an operator, and to find nothing there is success, so a half-made cluster is deleted like a whole one.
 */
public final class DeleteClusterSaga implements Saga<DeleteCluster, Cluster> {

    @Override
    public String name() {
        return "delete-cluster";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Lifecycle lifecycle() {
        return Lifecycle.death(Phases.DELETING, Phases.DELETED, Phases.FAILED);
    }

    @Override
    public Class<DeleteCluster> command() {
        return DeleteCluster.class;
    }

    @Override
    public Class<Cluster> input() {
        return Cluster.class;
    }

    @Override
    public Admission<Cluster> admit(DeleteCluster command, Subject subject) {
        return subject.document(Cluster.class)
                .map(cluster -> admit(command, cluster, subject.phase()))
                .orElseGet(() -> Admission.refused("ClusterNotFound", "there is no cluster of this name"));
    }

    /** Only while it runs does a primary do anything for its secondaries, and only then can they take their leave. */
    private static Admission<Cluster> admit(DeleteCluster command, Cluster cluster, String phase) {
        if (cluster.getPrimary() != null) {
            return Admission.refused(
                    "ClusterIsSecondary",
                    "expected a cluster that has not joined a federation; one that has is deleted by delete-secondary");
        }
        var kept = phase.equals(Phases.RUNNING) && !command.getUnstoppable();
        if (kept && !cluster.getSecondaries().isEmpty()) {
            return Admission.refused(
                    "FederationHasSecondaries",
                    "expected a cluster that nobody has joined, but it is the primary of "
                            + Federations.names(cluster.getSecondaries()) + ": delete them first");
        }
        return Admission.admitted(cluster);
    }

    @Override
    public Plan<Cluster> define(SagaBuilder<Cluster> saga) {
        return saga.inOrder(Peerings.removeAll(saga), removal(saga));
    }

    static Plan<Cluster> removal(SagaBuilder<Cluster> saga) {
        // A cluster too broken to be read can still be deleted.
        var snapshot = saga.step("take-final-snapshot", SnapshotTaken.class)
                .by(SNAPSHOT)
                .command(DeleteClusterSaga::finalSnapshot)
                .retry(exponential(ofSeconds(1), ofSeconds(10)).upTo(5))
                .finishWithin(ofMinutes(15))
                .optional();

        var endpoint = remove(saga, "close-endpoint", INFRA, in -> new CloseEndpoint(in.getRef()));
        var dns = remove(saga, "withdraw-dns", INFRA, in -> new WithdrawDns(in.getRef()));
        // Also those that a growth may have left behind.
        var servers = remove(
                saga, "terminate-servers", INFRA, in -> new TerminateServers(in.getRef(), Growth.MOST_SERVERS, 0));
        var network = remove(saga, "delete-network", INFRA, in -> new DeleteNetwork(in.getRef()));
        var access = remove(saga, "revoke-access", INFRA, in -> new RevokeAccess(in.getRef()));
        var storage = remove(saga, "delete-storage", INFRA, in -> new DeleteStorage(in.getRef()));
        var identity = remove(saga, "delete-identity", INFRA, in -> new DeleteIdentity(in.getRef()));
        var authority = remove(
                saga,
                "destroy-certificate-authority",
                CERT,
                in -> new DestroyCertificateAuthority(in.getRef(), Federations.issuer(in)));
        var release = remove(saga, "release-resource-group", INFRA, in -> new ReleaseResourceGroup(in.getRef()));

        return saga.inOrder(
                snapshot,
                saga.parallel(endpoint, dns),
                servers,
                saga.parallel(network, saga.inOrder(access, saga.parallel(storage, identity)), authority),
                release);
    }

    static Step<Cluster, Done> remove(
            SagaBuilder<Cluster> saga, String name, String worker, Function<Cluster, Object> command) {
        return saga.step(name, Done.class)
                .by(worker)
                .command(command)
                .retry(exponential(ofSeconds(1), ofMinutes(5)).upTo(20))
                .mustSucceed();
    }

    private static TakeSnapshot finalSnapshot(Cluster in) {
        return new TakeSnapshot(
                in.getRef(),
                in.getCaPem(),
                in.getServers(),
                in.getBootstrapTokenCiphertext(),
                in.getBlobEndpoint(),
                in.getSnapshotContainer(),
                "FINAL",
                in.getSpec().getSnapshotRetention(),
                "",
                "",
                true);
    }
}
