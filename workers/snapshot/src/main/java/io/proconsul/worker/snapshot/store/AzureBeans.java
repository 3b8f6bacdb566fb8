package io.proconsul.worker.snapshot.store;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;

/** One HTTP client and one identity for the whole process. */
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
}
