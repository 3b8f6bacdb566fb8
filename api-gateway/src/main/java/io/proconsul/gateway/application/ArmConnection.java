package io.proconsul.gateway.application;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.AddDatePolicy;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.AzureEnvironment.Endpoint;
import com.azure.core.management.profile.AzureProfile;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.resourcemanager.managedapplications.ApplicationManager;
import com.azure.resourcemanager.managedapplications.fluent.ApplicationsClient;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.models.Subscriptions;
import io.proconsul.gateway.config.GatewayConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.HashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The SDK's clients for Azure Resource Manager, on one connection with the process's own identity, as azure-identity finds
 * it. Nothing is tried again here: whoever asks is asked again, or asks again.
 */
@Singleton
class ArmConnection {

    private static final URI PUBLIC_AUTHORITY = URI.create("https://login.microsoftonline.com");

    private final HttpPipeline pipeline;
    private final AzureEnvironment environment;

    @Inject
    ArmConnection(GatewayConfig config) {
        this(config, http(config), http -> signIn(config, http));
    }

    /** @param signIn makes what attaches the token to a request */
    ArmConnection(GatewayConfig config, HttpClient http, Function<HttpClient, HttpPipelinePolicy> signIn) {
        this.environment = environment(config);
        this.pipeline = new HttpPipelineBuilder()
                .httpClient(http)
                .policies(
                        new UserAgentPolicy("proconsul"),
                        new RequestIdPolicy(),
                        new AddDatePolicy(),
                        new OnlyThere(config.azure().resourceManager()),
                        signIn.apply(http))
                .build();
    }

    ApplicationsClient applications(String subscriptionId) {
        return ApplicationManager.authenticate(pipeline, new AzureProfile(null, subscriptionId, environment))
                .serviceClient()
                .getApplications();
    }

    Subscriptions subscriptions() {
        return ResourceManager.authenticate(pipeline, new AzureProfile(null, null, environment))
                .subscriptions();
    }

    /** With threads of its own: when all of the SDK's wait for an answer, as for tokens, none is left to receive one. */
    private static HttpClient http(GatewayConfig config) {
        var limit = config.azure().requestTimeout();
        return new JdkHttpClientBuilder()
                .executor(Executors.newCachedThreadPool(ArmConnection::thread))
                .connectionTimeout(limit)
                .responseTimeout(limit)
                .readTimeout(limit)
                .build();
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "azure-http");
        thread.setDaemon(true);
        return thread;
    }

    private static HttpPipelinePolicy signIn(GatewayConfig config, HttpClient http) {
        var authority = config.entra().authority();
        var builder =
                new DefaultAzureCredentialBuilder().authorityHost(authority).httpClient(http);
        if (!PUBLIC_AUTHORITY.getHost().equalsIgnoreCase(URI.create(authority).getHost())) {
            builder.disableInstanceDiscovery();
        }
        return new BearerTokenAuthenticationPolicy(
                builder.build(), withSlash(config.azure().audience()) + ".default");
    }

    private static AzureEnvironment environment(GatewayConfig config) {
        var endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
        var resourceManager = withSlash(config.azure().resourceManager().toString());
        endpoints.put(Endpoint.RESOURCE_MANAGER.identifier(), resourceManager);
        endpoints.put(Endpoint.MANAGEMENT.identifier(), config.azure().audience());
        return new AzureEnvironment(endpoints);
    }

    private static String withSlash(String url) {
        return url.endsWith("/") ? url : url + "/";
    }

    /** Stands before the token: the link to a next page, whatever it says, takes it nowhere else. */
    private static final class OnlyThere extends HttpPipelineSyncPolicy {

        private final URL there;

        OnlyThere(URI endpoint) {
            if (!"https".equals(endpoint.getScheme())) {
                throw new IllegalArgumentException(
                        "proconsul.gateway.azure.resource-manager: expected an https address, found " + endpoint);
            }
            try {
                this.there = endpoint.toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException("proconsul.gateway.azure.resource-manager: " + endpoint, e);
            }
        }

        @Override
        protected void beforeSendingRequest(HttpPipelineCallContext context) {
            var to = context.getHttpRequest().getUrl();
            var same = to.getProtocol().equals("https")
                    && to.getHost().equalsIgnoreCase(there.getHost())
                    && port(to) == port(there);
            if (!same) {
                throw new IllegalStateException(
                        "Expected a request to " + there.getAuthority() + ", found one to " + to.getAuthority());
            }
        }

        private static int port(URL url) {
            return url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
        }
    }
}
