package io.proconsul.worker.infra;

import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.Scope;
import io.proconsul.worker.Attempt;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cluster and attempts on it. */
public final class Fixtures {

    public static final String TENANT = "11111111-1111-4111-8111-111111111111";
    public static final String SUBSCRIPTION = "22222222-2222-4222-8222-222222222222";
    public static final String GROUP = "mrg-orders";
    public static final String CLUSTER_ID = "0af36c1e-5d2b-5e10-9a77-3b1f0c2d4e5f";

    private Fixtures() {}

    public static ClusterRef cluster() {
        return cluster(GROUP, "westeurope-orders");
    }

    public static ClusterRef cluster(String resourceGroup, String datacenter) {
        return cluster(CLUSTER_ID, resourceGroup, datacenter);
    }

    public static ClusterRef cluster(String clusterId, String resourceGroup, String datacenter) {
        return new ClusterRef(clusterId, TENANT, SUBSCRIPTION, resourceGroup, "orders", "westeurope", datacenter);
    }

    public static ClusterSpec spec(int servers) {
        return ClusterSpec.newBuilder()
                .setLocation("westeurope")
                .setDatacenter("westeurope-orders")
                .setConsulVersion("v1.21.4")
                .setServers(servers)
                .setMode("PRODUCTION")
                .setVnetCidr("10.7.0.0/24")
                .setExternalEndpoint(false)
                .setConnect(true)
                .setAutomaticUpgrades(true)
                .setSnapshotInterval("PT24H")
                .setSnapshotRetention("P30D")
                .setEmail("ops@example.com")
                .setManagedApplicationId("")
                .setSourceChannel("")
                .setResourceUsageId("")
                .setPlan("")
                .setTags(Map.of())
                .build();
    }

    public static Attempt attempt(long epoch) {
        return attempt(epoch, null);
    }

    public static Attempt attempt(long epoch, @Nullable String continuation) {
        return attempt(CLUSTER_ID, epoch, continuation);
    }

    public static Attempt attempt(String clusterId, long epoch, @Nullable String continuation) {
        return new Attempt(
                "task-" + epoch,
                "saga-1",
                clusterId,
                new Scope(TENANT, SUBSCRIPTION, GROUP, "orders"),
                "step",
                "FORWARD",
                1,
                epoch,
                Optional.ofNullable(continuation),
                Instant.parse("2030-01-01T00:00:00Z"));
    }
}
