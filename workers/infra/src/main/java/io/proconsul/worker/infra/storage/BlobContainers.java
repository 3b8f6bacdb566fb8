package io.proconsul.worker.infra.storage;

import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobAudience;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.proconsul.azure.AzureAccess;
import io.proconsul.worker.Dependencies;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.AzureConfig;
import io.proconsul.worker.infra.arm.Resources;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Opens the containers of clusters. Where an account is, Resource Manager says: an address that came in a message never
 * gets a token.
 */
@ApplicationScoped
public class BlobContainers {

    private static final int TRIES = 2;
    private static final Duration RETRY_DELAY = Duration.ofMillis(200);

    private final Resources resources;
    private final AzureAccess access;
    private final AzureConfig config;
    private final Dependencies dependencies;

    public BlobContainers(Resources resources, AzureAccess access, AzureConfig config, Dependencies dependencies) {
        this.resources = resources;
        this.access = access;
        this.config = config;
        this.dependencies = dependencies;
    }

    /** The cluster's configuration container; empty if its account is gone. */
    public Optional<BlobContainer> configuration(ClusterResources cluster) {
        return resources
                .find(ArmTypes.STORAGE_ACCOUNT, cluster.storageAccount())
                .filter(account -> account.primaryEndpoints() != null)
                .map(account -> open(account.primaryEndpoints().blob(), cluster));
    }

    private BlobContainer open(String endpoint, ClusterResources cluster) {
        var client = new BlobServiceClientBuilder()
                .endpoint(endpoint)
                .httpClient(access.http())
                .credential(access.credential())
                .audience(BlobAudience.fromString(config.blobTokenAudience()))
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.FIXED, TRIES, config.requestTimeout(), RETRY_DELAY, RETRY_DELAY, null))
                .buildClient()
                .getBlobContainerClient(cluster.names().configContainer());
        return new BlobContainer(
                client,
                dependencies.named("blob-" + cluster.names().storageAccount()),
                dependencies.named("consul-programs"));
    }
}
