package io.proconsul.worker.infra;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.proconsul.worker.Dependencies;
import io.proconsul.worker.infra.arm.AzureCloud;
import io.proconsul.worker.infra.arm.AzureConfig;
import io.proconsul.worker.infra.arm.Converger;
import io.proconsul.worker.infra.arm.Remover;
import io.proconsul.worker.infra.arm.Resources;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;

/** What the activities share: one HTTP client, one credential, one set of clients for the whole process (SDK-18). */
@Singleton
public class AzureBeans {

    private static final URI PUBLIC_AUTHORITY = URI.create("https://login.microsoftonline.com/");

    @Produces
    @Singleton
    HttpClient http(AzureConfig config) {
        return new JdkHttpClientBuilder()
                .connectionTimeout(config.requestTimeout())
                .responseTimeout(config.requestTimeout())
                .readTimeout(config.requestTimeout())
                .build();
    }

    /** The process's own identity, by environment, workload identity or managed identity as azure-identity finds it. */
    @Produces
    @Singleton
    TokenCredential credential(AzureConfig config, HttpClient http) {
        var builder = new DefaultAzureCredentialBuilder()
                .authorityHost(config.authorityHost().toString())
                .httpClient(http);
        if (!PUBLIC_AUTHORITY.getHost().equalsIgnoreCase(config.authorityHost().getHost())) {
            builder.disableInstanceDiscovery();
        }
        return builder.build();
    }

    @Produces
    @Singleton
    AzureCloud cloud(AzureConfig config, HttpClient http, TokenCredential credential) {
        return new AzureCloud(config, http, credential);
    }

    @Produces
    @Singleton
    Resources resources(AzureCloud azure, Dependencies dependencies) {
        return new Resources(azure, dependencies);
    }

    @Produces
    @Singleton
    Converger converger(Resources resources, AzureConfig config) {
        return new Converger(resources, config.pollInterval());
    }

    @Produces
    @Singleton
    Remover remover(Resources resources, AzureConfig config) {
        return new Remover(resources, config.pollInterval());
    }
}
