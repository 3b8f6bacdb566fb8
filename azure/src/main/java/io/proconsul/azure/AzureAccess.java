package io.proconsul.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;

/** One HTTP client and one identity for a whole process (SDK-18). */
public record AzureAccess(HttpClient http, TokenCredential credential) {

    private static final URI PUBLIC_AUTHORITY = URI.create("https://login.microsoftonline.com/");

    /**
     * With the process's own identity, by environment, workload identity or managed identity as azure-identity finds it.
     *
     * @param authority where tokens come from; only the public one is asked whether it is known (instance discovery)
     * @param requestTimeout how long one request may take
     */
    public static AzureAccess of(URI authority, Duration requestTimeout) {
        var http = http(requestTimeout);
        var identity = new DefaultAzureCredentialBuilder()
                .authorityHost(authority.toString())
                .httpClient(http);
        if (!PUBLIC_AUTHORITY.getHost().equalsIgnoreCase(authority.getHost())) {
            identity.disableInstanceDiscovery();
        }
        return new AzureAccess(http, identity.build());
    }

    /** Asks for a token now, so that no task waits for it; the SDK's clients find it again. */
    public void signIn(String audience) {
        credential.getTokenSync(new TokenRequestContext().addScopes(scope(audience)));
    }

    static String scope(String audience) {
        return withSlash(audience) + ".default";
    }

    static String withSlash(String url) {
        return url.endsWith("/") ? url : url + "/";
    }

    /**
     * Has threads of its own: by default it shares those of the SDK, of which there are few, and when each of them waits
     * for an answer, as they do for tokens, none is left to receive one.
     */
    static HttpClient http(Duration requestTimeout) {
        return new JdkHttpClientBuilder()
                .executor(Executors.newCachedThreadPool(AzureAccess::thread))
                .connectionTimeout(requestTimeout)
                .responseTimeout(requestTimeout)
                .readTimeout(requestTimeout)
                .build();
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "azure-http");
        thread.setDaemon(true);
        return thread;
    }
}
