package io.proconsul.worker.snapshot.store;

import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobAudience;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.proconsul.azure.AzureAccess;
import io.proconsul.wire.ClusterRef;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Dependencies;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Containers of blobs in Azure: one in each cluster's own account, and one in the control plane's. */
@Singleton
public class AzureSnapshotStores implements SnapshotStores {
    private final AzureConfig azure;
    private final ArchiveConfig archive;
    private final AzureAccess access;
    private final Dependencies dependencies;

    public AzureSnapshotStores(
            AzureConfig azure, ArchiveConfig archive, AzureAccess access, Dependencies dependencies) {
        this.azure = azure;
        this.archive = archive;
        this.access = access;
        this.dependencies = dependencies;
    }

    @Override
    public SnapshotStore ofCluster(ClusterRef cluster) {
        var names = ClusterNames.of(cluster);
        return open(azure.blobEndpoint().replace("{account}", names.storageAccount()), names.snapshotContainer());
    }

    @Override
    public Optional<SnapshotStore> archive() {
        return archive.blobEndpoint().map(endpoint -> open(endpoint.toString(), archive.container()));
    }

    private SnapshotStore open(String endpoint, String container) {
        var tries = 1; // the saga tries again, with its own patience
        return new BlobSnapshotStore(
                new BlobServiceClientBuilder()
                        .endpoint(endpoint)
                        .httpClient(access.http())
                        .credential(access.credential())
                        .audience(BlobAudience.fromString(azure.blobTokenAudience()))
                        .retryOptions(new RequestRetryOptions(
                                RetryPolicyType.FIXED, tries, azure.requestTimeout(), null, null, null))
                        .buildClient()
                        .getBlobContainerClient(container),
                dependencies.named("snapshot-store"));
    }
}
