package io.proconsul.worker.infra.arm;

import com.azure.core.http.HttpPipeline;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.authorization.fluent.AuthorizationManagementClient;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.dns.DnsZoneManager;
import com.azure.resourcemanager.dns.fluent.DnsManagementClient;
import com.azure.resourcemanager.msi.MsiManager;
import com.azure.resourcemanager.msi.fluent.ManagedServiceIdentityClient;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluent.ResourceManagementClient;
import com.azure.resourcemanager.storage.StorageManager;
import com.azure.resourcemanager.storage.fluent.StorageManagementClient;

/**
 * The SDK's service clients for one subscription, all on the process's one pipeline. Only these are used, never the
 * SDK's definition chains, which make resources under random names (SDK-16).
 */
public record Subscription(
        HttpPipeline pipeline,
        ResourceManagementClient resources,
        NetworkManagementClient network,
        ComputeManagementClient compute,
        ManagedServiceIdentityClient identities,
        AuthorizationManagementClient authorization,
        StorageManagementClient storage,
        DnsManagementClient dns) {

    static Subscription of(HttpPipeline pipeline, AzureProfile profile) {
        return new Subscription(
                pipeline,
                ResourceManager.authenticate(pipeline, profile)
                        .withDefaultSubscription()
                        .serviceClient(),
                NetworkManager.authenticate(pipeline, profile).serviceClient(),
                ComputeManager.authenticate(pipeline, profile).serviceClient(),
                MsiManager.authenticate(pipeline, profile).serviceClient(),
                AuthorizationManager.authenticate(pipeline, profile).roleServiceClient(),
                StorageManager.authenticate(pipeline, profile).serviceClient(),
                DnsZoneManager.authenticate(pipeline, profile).serviceClient());
    }
}
