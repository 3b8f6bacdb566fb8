package io.proconsul.worker.infra.arm;

import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.resourcemanager.authorization.fluent.models.RoleAssignmentInner;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetInner;
import com.azure.resourcemanager.dns.fluent.models.RecordSetInner;
import com.azure.resourcemanager.dns.models.RecordType;
import com.azure.resourcemanager.msi.fluent.models.IdentityInner;
import com.azure.resourcemanager.network.fluent.models.LoadBalancerInner;
import com.azure.resourcemanager.network.fluent.models.NetworkSecurityGroupInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkPeeringInner;
import com.azure.resourcemanager.storage.fluent.models.BlobContainerInner;
import com.azure.resourcemanager.storage.fluent.models.StorageAccountInner;
import com.azure.resourcemanager.storage.models.StorageAccountCreateParameters;
import io.proconsul.worker.infra.arm.ArmType.Facts;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** The types of resources that a cluster is made of. */
public final class ArmTypes {

    public static final ArmType<NetworkSecurityGroupInner, NetworkSecurityGroupInner> SECURITY_GROUP = new ArmType<>(
            "Microsoft.Network/networkSecurityGroups",
            (azure, id) -> azure.network()
                    .getNetworkSecurityGroups()
                    .getByResourceGroupWithResponse(id.group(), id.name(), null, Context.NONE),
            (azure, id, body) -> answer(azure.network()
                    .getNetworkSecurityGroups()
                    .createOrUpdateWithResponseAsync(id.group(), id.name(), body)),
            (azure, id) ->
                    answer(azure.network().getNetworkSecurityGroups().deleteWithResponseAsync(id.group(), id.name())),
            it -> Facts.of(it.provisioningState(), it.tags()));

    public static final ArmType<VirtualNetworkInner, VirtualNetworkInner> VIRTUAL_NETWORK = new ArmType<>(
            "Microsoft.Network/virtualNetworks",
            (azure, id) -> azure.network()
                    .getVirtualNetworks()
                    .getByResourceGroupWithResponse(id.group(), id.name(), null, Context.NONE),
            (azure, id, body) -> answer(
                    azure.network().getVirtualNetworks().createOrUpdateWithResponseAsync(id.group(), id.name(), body)),
            (azure, id) -> answer(azure.network().getVirtualNetworks().deleteWithResponseAsync(id.group(), id.name())),
            it -> Facts.of(it.provisioningState(), it.tags()));

    public static final ArmType<VirtualNetworkPeeringInner, VirtualNetworkPeeringInner> PEERING = new ArmType<>(
            "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
            (azure, id) -> azure.network()
                    .getVirtualNetworkPeerings()
                    .getWithResponse(id.group(), id.rootName(), id.name(), Context.NONE),
            (azure, id, body) -> answer(azure.network()
                    .getVirtualNetworkPeerings()
                    .createOrUpdateWithResponseAsync(id.group(), id.rootName(), id.name(), body, null)),
            (azure, id) -> answer(azure.network()
                    .getVirtualNetworkPeerings()
                    .deleteWithResponseAsync(id.group(), id.rootName(), id.name())),
            it -> Facts.of(it.provisioningState(), null));

    public static final ArmType<PublicIpAddressInner, PublicIpAddressInner> PUBLIC_IP = new ArmType<>(
            "Microsoft.Network/publicIPAddresses",
            (azure, id) -> azure.network()
                    .getPublicIpAddresses()
                    .getByResourceGroupWithResponse(id.group(), id.name(), null, Context.NONE),
            (azure, id, body) -> answer(azure.network()
                    .getPublicIpAddresses()
                    .createOrUpdateWithResponseAsync(id.group(), id.name(), body)),
            (azure, id) ->
                    answer(azure.network().getPublicIpAddresses().deleteWithResponseAsync(id.group(), id.name())),
            it -> Facts.of(it.provisioningState(), it.tags()));

    public static final ArmType<LoadBalancerInner, LoadBalancerInner> LOAD_BALANCER = new ArmType<>(
            "Microsoft.Network/loadBalancers",
            (azure, id) -> azure.network()
                    .getLoadBalancers()
                    .getByResourceGroupWithResponse(id.group(), id.name(), null, Context.NONE),
            (azure, id, body) -> answer(
                    azure.network().getLoadBalancers().createOrUpdateWithResponseAsync(id.group(), id.name(), body)),
            (azure, id) -> answer(azure.network().getLoadBalancers().deleteWithResponseAsync(id.group(), id.name())),
            it -> Facts.of(it.provisioningState(), it.tags()));

    public static final ArmType<VirtualMachineScaleSetInner, VirtualMachineScaleSetInner> SCALE_SET = new ArmType<>(
            "Microsoft.Compute/virtualMachineScaleSets",
            (azure, id) -> azure.compute()
                    .getVirtualMachineScaleSets()
                    .getByResourceGroupWithResponse(id.group(), id.name(), null, Context.NONE),
            (azure, id, body) -> answer(azure.compute()
                    .getVirtualMachineScaleSets()
                    .createOrUpdateWithResponseAsync(id.group(), id.name(), body, null, null)),
            (azure, id) -> answer(
                    azure.compute().getVirtualMachineScaleSets().deleteWithResponseAsync(id.group(), id.name(), null)),
            it -> Facts.of(it.provisioningState(), it.tags()));

    public static final ArmType<IdentityInner, IdentityInner> IDENTITY = new ArmType<>(
            "Microsoft.ManagedIdentity/userAssignedIdentities",
            (azure, id) -> azure.identities()
                    .getUserAssignedIdentities()
                    .getByResourceGroupWithResponse(id.group(), id.name(), Context.NONE),
            (azure, id, body) -> azure.identities()
                    .getUserAssignedIdentities()
                    .createOrUpdateWithResponse(id.group(), id.name(), body, Context.NONE),
            (azure, id) -> azure.identities()
                    .getUserAssignedIdentities()
                    .deleteWithResponse(id.group(), id.name(), Context.NONE),
            it -> Facts.of(null, it.tags()));

    public static final ArmType<StorageAccountCreateParameters, StorageAccountInner> STORAGE_ACCOUNT = new ArmType<>(
            "Microsoft.Storage/storageAccounts",
            (azure, id) -> azure.storage()
                    .getStorageAccounts()
                    .getByResourceGroupWithResponse(id.group(), id.name(), null, Context.NONE),
            (azure, id, body) ->
                    answer(azure.storage().getStorageAccounts().createWithResponseAsync(id.group(), id.name(), body)),
            (azure, id) -> azure.storage().getStorageAccounts().deleteWithResponse(id.group(), id.name(), Context.NONE),
            it -> Facts.of(it.provisioningState(), it.tags()));

    public static final ArmType<BlobContainerInner, BlobContainerInner> CONTAINER = new ArmType<>(
            "Microsoft.Storage/storageAccounts/blobServices/containers",
            (azure, id) -> azure.storage()
                    .getBlobContainers()
                    .getWithResponse(id.group(), id.rootName(), id.name(), Context.NONE),
            (azure, id, body) -> azure.storage()
                    .getBlobContainers()
                    .createWithResponse(id.group(), id.rootName(), id.name(), body, Context.NONE),
            (azure, id) -> azure.storage()
                    .getBlobContainers()
                    .deleteWithResponse(id.group(), id.rootName(), id.name(), Context.NONE),
            it -> Facts.of(null, null));

    public static final ArmType<RoleAssignmentCreateParameters, RoleAssignmentInner> ROLE_ASSIGNMENT = new ArmType<>(
            "Microsoft.Authorization/roleAssignments",
            (azure, id) ->
                    azure.authorization().getRoleAssignments().getByIdWithResponse(unrooted(id), null, Context.NONE),
            (azure, id, body) ->
                    azure.authorization().getRoleAssignments().createByIdWithResponse(unrooted(id), body, Context.NONE),
            (azure, id) ->
                    azure.authorization().getRoleAssignments().deleteByIdWithResponse(unrooted(id), null, Context.NONE),
            it -> Facts.of(null, null));

    public static final ArmType<RecordSetInner, RecordSetInner> A_RECORD = new ArmType<>(
            "Microsoft.Network/dnsZones/A",
            (azure, id) -> azure.dns()
                    .getRecordSets()
                    .getWithResponse(id.group(), id.rootName(), id.name(), RecordType.A, Context.NONE),
            (azure, id, body) -> azure.dns()
                    .getRecordSets()
                    .createOrUpdateWithResponse(
                            id.group(), id.rootName(), id.name(), RecordType.A, body, null, null, Context.NONE),
            (azure, id) -> azure.dns()
                    .getRecordSets()
                    .deleteWithResponse(id.group(), id.rootName(), id.name(), RecordType.A, null, Context.NONE),
            it -> Facts.of(it.provisioningState(), it.metadata()));

    private ArmTypes() {}

    private static Response<?> answer(Mono<? extends Response<?>> call) {
        return Objects.requireNonNull(call.block(), "the SDK answered nothing");
    }

    /** The SDK puts the slash itself. */
    private static String unrooted(ArmId id) {
        return id.path().substring(1);
    }
}
