package io.proconsul.worker.infra;

import io.proconsul.azure.AzureAccess;
import io.proconsul.worker.Preparation;
import io.proconsul.worker.infra.arm.AzureCloud;
import io.proconsul.worker.infra.arm.AzureConfig;
import jakarta.inject.Singleton;

/** Signs in to Azure: a token for Resource Manager, a first answer of it, and a token for the clusters' blobs. */
@Singleton
class AzureSignIn implements Preparation {

    private final AzureCloud azure;
    private final AzureAccess access;
    private final AzureConfig config;

    AzureSignIn(AzureCloud azure, AzureAccess access, AzureConfig config) {
        this.azure = azure;
        this.access = access;
        this.config = config;
    }

    @Override
    public String name() {
        return "Azure";
    }

    @Override
    public void prepare() {
        azure.subscriptions().forEach(azure::subscription);
        access.signIn(config.blobTokenAudience());
    }
}
