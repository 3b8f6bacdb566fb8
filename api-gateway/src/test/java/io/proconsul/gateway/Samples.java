package io.proconsul.gateway;

import io.proconsul.gateway.view.Group;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.FederatedCluster;
import io.proconsul.wire.OperationView;
import io.proconsul.wire.Peering;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Snapshot;
import io.proconsul.wire.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Clusters to test with. */
public final class Samples {

    public static final String TENANT = "11111111-1111-4111-8111-111111111111";
    public static final String SUBSCRIPTION = "22222222-2222-4222-8222-222222222222";
    public static final String RESOURCE_GROUP = "rg-mrg-app";
    public static final String APPLICATION =
            "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg/providers/Microsoft.Solutions/applications/app";
    public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    public static final Scope SCOPE = scope("app-one");

    public static final ClusterSpec SPEC = ClusterSpec.newBuilder()
            .setLocation("westus2")
            .setDatacenter("dc1")
            .setConsulVersion("v1.21.4")
            .setServers(3)
            .setMode("PRODUCTION")
            .setVnetCidr("172.25.16.0/24")
            .setExternalEndpoint(true)
            .setConnect(true)
            .setAutomaticUpgrades(false)
            .setSnapshotInterval("PT24H")
            .setSnapshotRetention("PT720H")
            .setEmail("ops@example.com")
            .setManagedApplicationId(APPLICATION)
            .setSourceChannel("azure-portal")
            .setResourceUsageId("")
            .setPlan("")
            .setTags(Map.of())
            .build();

    private Samples() {}

    public static Group group(String resourceGroup) {
        return new Group(TENANT, SUBSCRIPTION, resourceGroup);
    }

    public static Scope scope(String name) {
        return group(RESOURCE_GROUP).cluster(name);
    }

    public static ClusterState state(Scope scope, String phase, long revision) {
        return state(scope, phase, revision, List.of(), List.of());
    }

    public static ClusterState state(
            Scope scope, String phase, long revision, List<Verdict> verdicts, List<OperationView> operations) {
        return state(scope, phase, revision, verdicts, operations, List.of());
    }

    /** @param snapshots of a running cluster */
    public static ClusterState state(
            Scope scope,
            String phase,
            long revision,
            List<Verdict> verdicts,
            List<OperationView> operations,
            List<Snapshot> snapshots) {
        return state(scope, phase, revision, verdicts, operations, snapshots, SPEC);
    }

    private static ClusterState state(
            Scope scope,
            String phase,
            long revision,
            List<Verdict> verdicts,
            List<OperationView> operations,
            List<Snapshot> snapshots,
            ClusterSpec spec) {
        var gone = phase.equals("DELETED") || phase.equals("ABSENT");
        var id = Ids.clusterId(scope, 1);
        return new ClusterState(
                scope,
                id,
                1L,
                phase,
                gone ? null : Payloads.pack(document(scope, id, phase.equals("RUNNING"), snapshots, spec)),
                operations,
                verdicts,
                List.of(),
                NOW,
                revision);
    }

    /** A running cluster that another one has joined. */
    public static ClusterState primary(Scope scope, long revision) {
        var id = Ids.clusterId(scope, 1);
        var second = new ClusterRef(
                "second", scope.getTenantId(), scope.getSubscriptionId(), "rg-two", "c-two", "westus2", "dc-two");
        var document = document(scope, id, true, List.of(), SPEC);
        document.put("secondaries", List.of(new FederatedCluster(second, "10.0.0.0/24", APPLICATION)));
        return new ClusterState(
                scope, id, 1L, "RUNNING", Payloads.pack(document), List.of(), List.of(), List.of(), NOW, revision);
    }

    /** A running cluster with these peerings. */
    public static ClusterState peered(Scope scope, long revision, Peering... peerings) {
        var id = Ids.clusterId(scope, 1);
        var document = document(scope, id, true, List.of(), SPEC);
        document.put("peerings", List.of(peerings));
        return new ClusterState(
                scope, id, 1L, "RUNNING", Payloads.pack(document), List.of(), List.of(), List.of(), NOW, revision);
    }

    /** A cluster that belongs to this application, or to none if that is empty. */
    public static ClusterState ofApplication(String applicationId, Scope scope, String phase) {
        var spec = ClusterSpec.newBuilder(SPEC)
                .setManagedApplicationId(applicationId)
                .build();
        return state(scope, phase, 1, List.of(), List.of(), List.of(), spec);
    }

    public static OperationView operation(String id, String status) {
        return OperationView.newBuilder()
                .setOperationId(id)
                .setName("create-cluster")
                .setStatus(status)
                .setStartedAt(NOW)
                .build();
    }

    private static Cluster document(
            Scope scope, String id, boolean running, List<Snapshot> snapshots, ClusterSpec spec) {
        var ref = new ClusterRef(
                id,
                scope.getTenantId(),
                scope.getSubscriptionId(),
                scope.getResourceGroup(),
                scope.getClusterName(),
                spec.getLocation(),
                spec.getDatacenter());
        var cluster = Cluster.newBuilder().setRef(ref).setSpec(spec);
        return running
                ? cluster.setCaPem("-----BEGIN CERTIFICATE-----")
                        .setStorageAccount("pcaccount")
                        .setConfigContainer("config")
                        .setVnetName("hvn-c1-vnet")
                        .setPrivateDnsName("c1.private.consul.example")
                        .setExternalUrl("https://c1.consul.example")
                        .setClientConfigCiphertext("vault:v1:" + id)
                        .setSnapshots(snapshots)
                        .build()
                : cluster.build();
    }
}
