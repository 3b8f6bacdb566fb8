package io.proconsul.worker.infra.arm;

import com.azure.core.http.HttpPipeline;
import io.proconsul.azure.ArmAccess;
import io.proconsul.azure.ArmSettings;
import io.proconsul.azure.AzureAccess;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Resource Manager's clients for the whole process. Thread-safe. */
public final class AzureCloud {

    private final ArmAccess arm;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException if the configured endpoint is not HTTPS */
    public AzureCloud(AzureConfig config, AzureAccess access) {
        var settings = new ArmSettings(
                "proconsul.azure.resource-manager-endpoint",
                config.resourceManagerEndpoint(),
                config.resourceManagerAudience(),
                config.authorityHost());
        this.arm = new ArmAccess(settings, access, List.of(new CappedRetry()));
    }

    /** The clients for a subscription, made when first asked for. */
    public Subscription subscription(String subscriptionId) {
        return subscriptions.computeIfAbsent(subscriptionId, id -> Subscription.of(arm.pipeline(), arm.profile(id)));
    }

    /** The ids of the subscriptions in which this process may do anything at all. */
    public List<String> subscriptions() {
        return arm.subscriptions().list().stream()
                .map(com.azure.resourcemanager.resources.models.Subscription::subscriptionId)
                .toList();
    }

    HttpPipeline pipeline() {
        return arm.pipeline();
    }

    boolean trusts(String url) {
        return arm.trusts(url);
    }
}
