package io.proconsul.worker.snapshot.store;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.proconsul.worker.Preparation;
import jakarta.inject.Singleton;

/** Signs in to Azure, with a token for the clusters' blobs. */
@Singleton
class AzureSignIn implements Preparation {

    private final TokenCredential credential;
    private final AzureConfig config;

    AzureSignIn(TokenCredential credential, AzureConfig config) {
        this.credential = credential;
        this.config = config;
    }

    @Override
    public String name() {
        return "Azure";
    }

    @Override
    public void prepare() {
        credential.getTokenSync(new TokenRequestContext().addScopes(scope(config.blobTokenAudience())));
    }

    /** The same as the SDK asks for, so that its token is found again. */
    private static String scope(String audience) {
        return audience + (audience.endsWith("/") ? "" : "/") + ".default";
    }
}
