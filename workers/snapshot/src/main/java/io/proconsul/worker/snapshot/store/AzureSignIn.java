package io.proconsul.worker.snapshot.store;

import io.proconsul.azure.AzureAccess;
import io.proconsul.worker.Preparation;
import jakarta.inject.Singleton;

/** Signs in to Azure, with a token for the clusters' blobs. */
@Singleton
class AzureSignIn implements Preparation {

    private final AzureAccess access;
    private final AzureConfig config;

    AzureSignIn(AzureAccess access, AzureConfig config) {
        this.access = access;
        this.config = config;
    }

    @Override
    public String name() {
        return "Azure";
    }

    @Override
    public void prepare() {
        access.signIn(config.blobTokenAudience());
    }
}
