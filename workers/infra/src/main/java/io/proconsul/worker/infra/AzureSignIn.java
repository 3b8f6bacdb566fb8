package io.proconsul.worker.infra;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.proconsul.worker.Preparation;
import io.proconsul.worker.infra.arm.AzureCloud;
import io.proconsul.worker.infra.arm.AzureConfig;
import jakarta.inject.Singleton;

/** Signs in to Azure: a token for Resource Manager, a first answer of it, and a token for the clusters' blobs. */
@Singleton
class AzureSignIn implements Preparation {

    private final AzureCloud azure;
    private final TokenCredential credential;
    private final AzureConfig config;

    AzureSignIn(AzureCloud azure, TokenCredential credential, AzureConfig config) {
        this.azure = azure;
        this.credential = credential;
        this.config = config;
    }

    @Override
    public String name() {
        return "Azure";
    }

    @Override
    public void prepare() {
        azure.subscriptions().forEach(azure::subscription);
        credential.getTokenSync(new TokenRequestContext().addScopes(scope(config.blobTokenAudience())));
    }

    /** The same as the SDK asks for, so that its token is found again. */
    private static String scope(String audience) {
        return audience + (audience.endsWith("/") ? "" : "/") + ".default";
    }
}
