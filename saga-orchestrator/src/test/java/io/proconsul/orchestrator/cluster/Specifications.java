package io.proconsul.orchestrator.cluster;

import io.proconsul.wire.ClusterSpec;
import java.util.Map;

/** What customers ask for. */
public final class Specifications {
    public static final ClusterSpec SMALL = ClusterSpec.newBuilder()
            .setLocation("westus2")
            .setDatacenter("dc1")
            .setConsulVersion("v1.21.4")
            .setServers(1)
            .setMode("DEVELOPMENT")
            .setVnetCidr("172.25.16.0/24")
            .setExternalEndpoint(false)
            .setConnect(true)
            .setAutomaticUpgrades(false)
            .setSnapshotInterval("P1D")
            .setSnapshotRetention("P30D")
            .setEmail("owner@example.net")
            .setManagedApplicationId("")
            .setSourceChannel("test")
            .setResourceUsageId("")
            .setPlan("")
            .setTags(Map.of())
            .build();

    private Specifications() {}
}
