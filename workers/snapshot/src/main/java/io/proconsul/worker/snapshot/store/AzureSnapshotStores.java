package io.proconsul.worker.snapshot.store;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobAudience;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
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
    private final HttpClient http;
    private final TokenCredential credential;
    private final Dependencies dependencies;

    public AzureSnapshotStores(
            AzureConfig azure,
            ArchiveConfig archive,
            HttpClient http,
            TokenCredential credential,
            Dependencies dependencies) {
        this.azure = azure;
        this.archive = archive;
        this.http = http;
        this.credential = credential;
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
                        .httpClient(http)
                        .credential(credential)
                        .audience(BlobAudience.fromString(azure.blobTokenAudience()))
                        .retryOptions(new RequestRetryOptions(
                                RetryPolicyType.FIXED, tries, azure.requestTimeout(), null, null, null))
                        .buildClient()
                        .getBlobContainerClient(container),
                dependencies.named("snapshot-store"));
    }
}
