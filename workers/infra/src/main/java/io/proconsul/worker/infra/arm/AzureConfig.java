package io.proconsul.worker.infra.arm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Which Azure is spoken to. The defaults are the public cloud; sovereign clouds and Azure Stack differ here only. */
@ConfigMapping(prefix = "proconsul.azure")
public interface AzureConfig {

    /** Resource Manager; the only host that ever gets a management token. HTTPS. */
    @WithDefault("https://management.azure.com/")
    URI resourceManagerEndpoint();

    /** The audience of tokens for Resource Manager. */
    @WithDefault("https://management.azure.com/")
    String resourceManagerAudience();

    /** Where tokens come from. HTTPS. */
    @WithDefault("https://login.microsoftonline.com/")
    URI authorityHost();

    /** The audience of tokens for blobs. */
    @WithDefault("https://storage.azure.com/")
    String blobTokenAudience();

    /** How long one request to Azure may take. */
    @WithDefault("20s")
    Duration requestTimeout();

    /** How long to wait before an operation is looked at again, if Azure does not say. */
    @WithDefault("5s")
    Duration pollInterval();
}
