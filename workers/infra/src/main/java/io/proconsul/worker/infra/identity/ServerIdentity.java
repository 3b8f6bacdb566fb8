package io.proconsul.worker.infra.identity;

import com.azure.resourcemanager.msi.fluent.models.IdentityInner;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Desired;
import java.util.Map;

/** One user-assigned identity for all servers of a cluster. */
final class ServerIdentity {

    private ServerIdentity() {}

    static Desired<IdentityInner, IdentityInner> desired(ClusterResources cluster, Map<String, String> tags) {
        return Desired.of(
                ArmTypes.IDENTITY,
                cluster.identity(),
                new IdentityInner()
                        .withLocation(cluster.cluster().getLocation())
                        .withTags(tags));
    }
}
