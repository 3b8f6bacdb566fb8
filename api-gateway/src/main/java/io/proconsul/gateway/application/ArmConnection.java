package io.proconsul.gateway.application;

import com.azure.resourcemanager.managedapplications.ApplicationManager;
import com.azure.resourcemanager.managedapplications.fluent.ApplicationsClient;
import com.azure.resourcemanager.resources.models.Subscriptions;
import io.proconsul.azure.ArmAccess;
import io.proconsul.azure.ArmSettings;
import io.proconsul.azure.AzureAccess;
import io.proconsul.gateway.config.GatewayConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;

/**
 * The SDK's clients for Azure Resource Manager, with the process's own identity. Nothing is tried again here: whoever asks
 * is asked again, or asks again.
 */
@Singleton
class ArmConnection {

    private final ArmAccess arm;

    @Inject
    ArmConnection(GatewayConfig config) {
        this(config, AzureAccess.of(authority(config), config.azure().requestTimeout()));
    }

    ArmConnection(GatewayConfig config, AzureAccess access) {
        var settings = new ArmSettings(
                "proconsul.gateway.azure.resource-manager",
                config.azure().resourceManager(),
                config.azure().audience(),
                authority(config));
        this.arm = new ArmAccess(settings, access, List.of());
    }

    ApplicationsClient applications(String subscriptionId) {
        return ApplicationManager.authenticate(arm.pipeline(), arm.profile(subscriptionId))
                .serviceClient()
                .getApplications();
    }

    Subscriptions subscriptions() {
        return arm.subscriptions();
    }

    private static URI authority(GatewayConfig config) {
        return URI.create(config.entra().authority());
    }
}
