package io.proconsul.worker.infra.arm;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.AddDatePolicy;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.resources.ResourceManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Resource Manager for the whole process: one HTTP client, one pipeline, one token cache (SDK-18). Thread-safe. */
public final class AzureCloud {

    private final AzureConfig config;
    private final TrustedHost trusted;
    private final HttpPipeline pipeline;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException if the configured endpoint is not HTTPS */
    public AzureCloud(AzureConfig config, HttpClient http, TokenCredential credential) {
        this.config = config;
        this.trusted = new TrustedHost(config.resourceManagerEndpoint());
        this.pipeline = new HttpPipelineBuilder()
                .httpClient(http)
                .policies(
                        new UserAgentPolicy("proconsul"),
                        new RequestIdPolicy(),
                        new CappedRetry(),
                        new AddDatePolicy(),
                        trusted,
                        new BearerTokenAuthenticationPolicy(credential, scope(config.resourceManagerAudience())))
                .build();
    }

    /** The clients for a subscription, made when first asked for. */
    public Subscription subscription(String subscriptionId) {
        return subscriptions.computeIfAbsent(
                subscriptionId, id -> Subscription.of(pipeline, new AzureProfile(null, id, environment())));
    }

    /** The ids of the subscriptions in which this process may do anything at all. */
    public List<String> subscriptions() {
        return ResourceManager.authenticate(pipeline, new AzureProfile(null, null, environment()))
                .subscriptions()
                .list()
                .stream()
                .map(com.azure.resourcemanager.resources.models.Subscription::subscriptionId)
                .toList();
    }

    HttpPipeline pipeline() {
        return pipeline;
    }

    boolean trusts(String url) {
        return trusted.trusts(url);
    }

    private AzureEnvironment environment() {
        var endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
        endpoints.put(
                AzureEnvironment.Endpoint.RESOURCE_MANAGER.identifier(),
                withSlash(config.resourceManagerEndpoint().toString()));
        endpoints.put(AzureEnvironment.Endpoint.MANAGEMENT.identifier(), config.resourceManagerAudience());
        endpoints.put(
                AzureEnvironment.Endpoint.ACTIVE_DIRECTORY.identifier(),
                withSlash(config.authorityHost().toString()));
        return new AzureEnvironment(endpoints);
    }

    private static String scope(String audience) {
        return withSlash(audience) + ".default";
    }

    private static String withSlash(String url) {
        return url.endsWith("/") ? url : url + "/";
    }
}
