package io.proconsul.worker.infra.storage;

import com.azure.resourcemanager.storage.fluent.models.BlobContainerInner;
import com.azure.resourcemanager.storage.models.Kind;
import com.azure.resourcemanager.storage.models.MinimumTlsVersion;
import com.azure.resourcemanager.storage.models.PublicAccess;
import com.azure.resourcemanager.storage.models.Sku;
import com.azure.resourcemanager.storage.models.SkuName;
import com.azure.resourcemanager.storage.models.StorageAccountCreateParameters;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Desired;
import java.util.List;
import java.util.Map;

/**
 * A storage account that only Entra tokens open, with a container for what the servers read and one for snapshots. The
 * configuration in it is in clear, secrets included: the container is private, access to it is by role, and the
 * account is encrypted at rest.
 */
final class ClusterStorage {

    private ClusterStorage() {}

    static List<Desired<?, ?>> desired(ClusterResources cluster, Map<String, String> tags) {
        var account = new StorageAccountCreateParameters()
                .withLocation(cluster.cluster().getLocation())
                .withTags(tags)
                .withKind(Kind.STORAGE_V2)
                .withSku(new Sku().withName(SkuName.STANDARD_ZRS))
                .withMinimumTlsVersion(MinimumTlsVersion.TLS1_2)
                .withEnableHttpsTrafficOnly(true)
                .withAllowBlobPublicAccess(false)
                .withAllowSharedKeyAccess(false)
                .withDefaultToOAuthAuthentication(true)
                .withAllowCrossTenantReplication(false);
        return List.of(
                Desired.of(ArmTypes.STORAGE_ACCOUNT, cluster.storageAccount(), account),
                container(cluster, cluster.names().configContainer()),
                container(cluster, cluster.names().snapshotContainer()));
    }

    private static Desired<?, ?> container(ClusterResources cluster, String name) {
        return Desired.of(
                        ArmTypes.CONTAINER,
                        cluster.container(name),
                        new BlobContainerInner().withPublicAccess(PublicAccess.NONE))
                .after(cluster.storageAccount());
    }
}
