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
import java.util.concurrent.Executors;

/** What the activities share: one HTTP client, one credential, one set of clients for the whole process (SDK-18). */
@Singleton
public class AzureBeans {

    private static final URI PUBLIC_AUTHORITY = URI.create("https://login.microsoftonline.com/");

    /**
     * Has threads of its own: by default it shares those of the SDK, of which there are few, and when each of them waits
     * for an answer, as they do for tokens, none is left to receive one.
     */
    @Produces
    @Singleton
    HttpClient http(AzureConfig config) {
        return new JdkHttpClientBuilder()
                .executor(Executors.newCachedThreadPool(AzureBeans::thread))
                .connectionTimeout(config.requestTimeout())
                .responseTimeout(config.requestTimeout())
                .readTimeout(config.requestTimeout())
                .build();
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "azure-http");
        thread.setDaemon(true);
        return thread;
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
