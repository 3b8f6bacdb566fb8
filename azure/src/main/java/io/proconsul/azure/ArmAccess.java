package io.proconsul.azure;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.AddDatePolicy;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.AzureEnvironment.Endpoint;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.models.Subscriptions;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resource Manager for a whole process: one pipeline, one token cache (SDK-18). Thread-safe. */
public final class ArmAccess {

    private final ArmSettings settings;
    private final TrustedHost trusted;
    private final HttpPipeline pipeline;

    /**
     * @param retries what tries a request again, each time with a fresh date and token; none, and nothing does
     * @throws IllegalArgumentException if the endpoint is not HTTPS
     */
    public ArmAccess(ArmSettings settings, AzureAccess azure, List<HttpPipelinePolicy> retries) {
        this.settings = settings;
        this.trusted = new TrustedHost(settings.setting(), settings.endpoint());
        this.pipeline = new HttpPipelineBuilder()
                .httpClient(azure.http())
                .policies(new UserAgentPolicy("proconsul"), new RequestIdPolicy())
                .policies(retries.toArray(HttpPipelinePolicy[]::new))
                .policies(
                        new AddDatePolicy(),
                        trusted,
                        new BearerTokenAuthenticationPolicy(azure.credential(), AzureAccess.scope(settings.audience())))
                .build();
    }

    public HttpPipeline pipeline() {
        return pipeline;
    }

    /** What the SDK's clients for a subscription take. */
    public AzureProfile profile(String subscriptionId) {
        return profileOf(subscriptionId);
    }

    /** Those in which this process may do anything at all. */
    public Subscriptions subscriptions() {
        return ResourceManager.authenticate(pipeline, profileOf(null)).subscriptions();
    }

    /** Whether a request to that URL would be let through. */
    public boolean trusts(String url) {
        return trusted.trusts(url);
    }

    private AzureProfile profileOf(@Nullable String subscriptionId) {
        return new AzureProfile(null, subscriptionId, environment());
    }

    private AzureEnvironment environment() {
        var endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
        endpoints.put(
                Endpoint.RESOURCE_MANAGER.identifier(),
                AzureAccess.withSlash(settings.endpoint().toString()));
        endpoints.put(Endpoint.MANAGEMENT.identifier(), settings.audience());
        endpoints.put(
                Endpoint.ACTIVE_DIRECTORY.identifier(),
                AzureAccess.withSlash(settings.authority().toString()));
        return new AzureEnvironment(endpoints);
    }
}
