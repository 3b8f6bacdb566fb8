package io.proconsul.orchestrator.stream;

import io.proconsul.orchestrator.cluster.Specifications;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.AccessGranted;
import io.proconsul.wire.AclBootstrapped;
import io.proconsul.wire.CertificateAuthorityIssued;
import io.proconsul.wire.ClientConfigurationPublished;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.ConfigurationPublished;
import io.proconsul.wire.ConsulProvided;
import io.proconsul.wire.CreateCluster;
import io.proconsul.wire.CreatePeering;
import io.proconsul.wire.CreateSecondary;
import io.proconsul.wire.CreateSnapshot;
import io.proconsul.wire.CreateToken;
import io.proconsul.wire.DeleteCluster;
import io.proconsul.wire.DeletePeering;
import io.proconsul.wire.DeleteSnapshot;
import io.proconsul.wire.DnsPublished;
import io.proconsul.wire.Done;
import io.proconsul.wire.EndpointOpened;
import io.proconsul.wire.FederatedCluster;
import io.proconsul.wire.FederationJoined;
import io.proconsul.wire.GrowCluster;
import io.proconsul.wire.IdentityCreated;
import io.proconsul.wire.NetworkReady;
import io.proconsul.wire.PeeringSeen;
import io.proconsul.wire.QuorumReached;
import io.proconsul.wire.RegisterSecondary;
import io.proconsul.wire.ReleaseSecondary;
import io.proconsul.wire.RenameSnapshot;
import io.proconsul.wire.ResourceGroupReserved;
import io.proconsul.wire.RestoreSnapshot;
import io.proconsul.wire.Scope;
import io.proconsul.wire.SecretsCreated;
import io.proconsul.wire.Server;
import io.proconsul.wire.ServerAwaited;
import io.proconsul.wire.ServerCertificatesIssued;
import io.proconsul.wire.ServerChosen;
import io.proconsul.wire.ServerUpdated;
import io.proconsul.wire.ServersInspected;
import io.proconsul.wire.ServersLaunched;
import io.proconsul.wire.Snapshot;
import io.proconsul.wire.SnapshotLoaded;
import io.proconsul.wire.SnapshotTaken;
import io.proconsul.wire.StorageCreated;
import io.proconsul.wire.UpdateCluster;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/** What a worker that does everything right answers to each step, and what it is asked for. */
final class Replies {
    private Replies() {}

    static SpecificRecord to(String step) {
        return switch (step) {
            case "reserve-resource-group" -> new ResourceGroupReserved("/subscriptions/s/resourceGroups/g");
            case "prepare-network", "find-network" -> new NetworkReady("hvn", "/subnets/servers", "/nsg");
            case "create-identity", "find-identity" -> new IdentityCreated("/identities/i", "principal", "client");
            case "create-storage", "find-storage" ->
                new StorageCreated("account", "/accounts/a", "https://blob/account", "config", "snapshots");
            case "grant-access" -> new AccessGranted(List.of("/roleAssignments/r"));
            case "issue-certificate-authority" ->
                new CertificateAuthorityIssued("pki/c", "CN=ca", "pem", Instant.EPOCH);
            case "join-federation" ->
                new FederationJoined(
                        primary().getRef(), "pem", List.of(), "p.private.example", "vault:v1:g", "vault:v1:m");
            case "create-secrets", "adopt-secrets" ->
                new SecretsCreated("vault:v1:a", "vault:v1:b", "vault:v1:c", "vault:v1:d", "");
            case "issue-server-certificates" -> new ServerCertificatesIssued(List.of());
            case "publish-configuration", "configure-servers" ->
                new ConfigurationPublished(1L, List.of("manifests/server-0.json"));
            case "choose-model" -> new ServerChosen(0);
            case "launch-server-1" -> new ServersLaunched(servers(2));
            case "launch-server-2" -> new ServersLaunched(servers(3));
            case "launch-servers" -> new ServersLaunched(List.of(new Server(0, "c-0", "1", "10.0.0.4")));
            case "await-quorum" -> new QuorumReached("10.0.0.4:8300", 1);
            case "bootstrap-acl" -> new AclBootstrapped("m", "a");
            case "publish-client-configuration" -> new ClientConfigurationPublished("client/consul.json", "vault:v1:e");
            case "publish-dns" -> new DnsPublished("c.private.example");
            case "open-endpoint" -> new EndpointOpened("");
            case "take-first-snapshot", "take-final-snapshot" -> new SnapshotTaken(snapshot("id"));
            case "take-snapshot" -> new SnapshotTaken(snapshot("asked-for"));
            case "take-snapshot-before" -> new SnapshotTaken(snapshot("before"));
            case "provide-consul" -> new ConsulProvided("v1.22.0", "00ff", 9L);
            case "choose-server-1" -> new ServerChosen(0);
            case "choose-server-2", "choose-server-3", "choose-server-4", "choose-server-5" -> new ServerChosen(-1);
            case "update-server-1" -> new ServerUpdated(2L);
            case "update-server-2", "update-server-3", "update-server-4", "update-server-5" -> new ServerUpdated(0L);
            case "await-server-1" -> new ServerAwaited(0, "c-0", "v1.22.0", true);
            case "await-server-2", "await-server-3", "await-server-4", "await-server-5" ->
                new ServerAwaited(-1, "", "", true);
            case "inspect-servers" -> new ServersInspected(Map.of("c-0", "v1.22.0"));
            case "begin-peering" -> new PeeringSeen("Initiated");
            case "complete-peering" -> new PeeringSeen("Connected");
            case "load-snapshot" -> new SnapshotLoaded(Instant.EPOCH);
            default -> new Done(1);
        };
    }

    private static List<Server> servers(int count) {
        return IntStream.range(0, count)
                .mapToObj(index ->
                        new Server(index, "c-" + index, Integer.toString(index % 3 + 1), "10.0.0." + (4 + index)))
                .toList();
    }

    private static Snapshot snapshot(String id) {
        return new Snapshot(id, id + ".snap", 1L, 1L, "00", Instant.EPOCH, "", "FIRST", "READY", "1.21.4", null, null);
    }

    /** The command that begins the saga of this name, on a cluster that was created before unless it creates one. */
    static SpecificRecord asking(String saga) {
        return switch (saga) {
            case "create-cluster" -> new CreateCluster(Specifications.SMALL);
            case "delete-cluster" -> new DeleteCluster("no longer needed", false);
            case "create-secondary" -> new CreateSecondary(spec("dc2", "172.25.17.0/24"), primary());
            case "delete-secondary" -> new DeleteCluster("no longer needed", false);
            case "register-secondary" ->
                new RegisterSecondary(clusterId("c"), secondary(), (SecretsCreated) to("create-secrets"));
            case "release-secondary" -> new ReleaseSecondary(clusterId("c"), secondary());
            case "create-token" -> new CreateToken("accessor-id", "vault:v1:f", Instant.EPOCH);
            case "create-snapshot" -> new CreateSnapshot("asked-for", "nightly", Instant.EPOCH, "MANUAL");
            case "rename-snapshot" -> new RenameSnapshot("id", "first");
            case "delete-snapshot" -> new DeleteSnapshot("id", false);
            case "restore-snapshot" -> new RestoreSnapshot("id", true, Instant.EPOCH);
            case "create-peering" -> new CreatePeering("peering", "/virtualNetworks/hub", Instant.EPOCH);
            case "delete-peering" -> new DeletePeering("peering");
            case "update-cluster" -> new UpdateCluster("v1.21.4", "v1.22.0", null, Instant.EPOCH, null, false);
            case "grow-cluster" -> new GrowCluster(3);
            default -> throw new IllegalArgumentException("expected a saga of a cluster, found " + saga);
        };
    }

    /** The saga by which there is a cluster for this one to work on. */
    static String birthBefore(String saga) {
        return saga.equals("delete-secondary") ? "create-secondary" : "create-cluster";
    }

    /** The cluster that the others are created beside. */
    static FederatedCluster primary() {
        return federated("p", "dc1", "172.25.16.0/24");
    }

    private static FederatedCluster secondary() {
        return federated("s", "dc2", "172.25.17.0/24");
    }

    private static FederatedCluster federated(String name, String datacenter, String cidr) {
        var ref = new ClusterRef(clusterId(name), "t", "s", "g", name, "westus2", datacenter);
        return new FederatedCluster(ref, cidr, "");
    }

    private static String clusterId(String name) {
        return Ids.clusterId(new Scope("t", "s", "g", name), 1);
    }

    /** A small cluster that may stand beside others. */
    static ClusterSpec spec(String datacenter, String vnetCidr) {
        return ClusterSpec.newBuilder(Specifications.SMALL)
                .setDatacenter(datacenter)
                .setVnetCidr(vnetCidr)
                .build();
    }
}
