package io.proconsul.worker.snapshot.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Which Azure is spoken to; the keys and defaults are those of the infrastructure worker. */
@ConfigMapping(prefix = "proconsul.azure")
public interface AzureConfig {

    /** Where tokens come from. HTTPS. */
    @WithDefault("https://login.microsoftonline.com/")
    URI authorityHost();

    /** The audience of tokens for blobs. */
    @WithDefault("https://storage.azure.com/")
    String blobTokenAudience();

    /** How long one request to Azure may take. */
    @WithDefault("20s")
    Duration requestTimeout();

    /**
     * The blob service of a storage account, with {account} for its name. HTTPS. An account's name follows from the
     * cluster's id, so no address that came in a message ever gets a token.
     */
    @WithDefault("https://{account}.blob.core.windows.net")
    String blobEndpoint();
}
