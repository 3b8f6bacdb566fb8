package io.proconsul.local.azure.types;

import static io.proconsul.local.azure.arm.ResourceType.Creation.AT_ONCE;
import static io.proconsul.local.azure.arm.ResourceType.Creation.HIDDEN;
import static io.proconsul.local.azure.arm.ResourceType.Creation.VISIBLE;
import static io.proconsul.local.azure.arm.ResourceType.named;

import io.proconsul.local.azure.arm.Lifecycle;
import io.proconsul.local.azure.arm.ResourceStore;
import io.proconsul.local.azure.arm.ResourceType;
import io.proconsul.local.azure.blob.BlobStore;
import io.proconsul.local.azure.entra.Directory;
import io.proconsul.local.azure.network.Fabric;
import io.proconsul.local.azure.roles.RoleAssignments;
import io.proconsul.local.azure.vm.Machines;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The catalogue: one line or two for each type of Azure that exists here. Seconds are quick, then realistic. */
public final class AzureTypes {
    private static final String CUSTOM_DATA = "/properties/virtualMachineProfile/osProfile/customData";

    private AzureTypes() {}

    /**
     * All types.
     *
     * @param replication how long a new principal stays unknown to role assignments
     */
    public static List<ResourceType> all(
            ResourceStore store,
            Directory directory,
            Duration replication,
            Fabric fabric,
            BlobStore blobs,
            Endpoints endpoints,
            Machines machines,
            Lifecycle applications,
            Clock clock) {
        return List.of(
                named("Microsoft.Resources/subscriptions").proxy(),
                named("Microsoft.Resources/resourceGroups").takes(AT_ONCE, true, 2, 30),
                named("Microsoft.Network/virtualNetworks")
                        .takes(VISIBLE, true, 3, 8)
                        .inlining("subnets")
                        .refusedInUse(400, "InUseSubnetCannotBeDeleted")
                        .with(new VirtualNetworks(store, fabric)),
                named("Microsoft.Network/virtualNetworks/subnets")
                        .proxy()
                        .takes(VISIBLE, true, 2, 6)
                        .refusedInUse(400, "InUseSubnetCannotBeDeleted"),
                named(ResourceType.PEERING).proxy().takes(VISIBLE, true, 1, 15).with(new Peerings(store)),
                named("Microsoft.Network/networkSecurityGroups")
                        .takes(VISIBLE, true, 2, 6)
                        .inlining("securityRules")
                        .refusedInUse(400, "InUseNetworkSecurityGroupCannotBeDeleted"),
                named("Microsoft.Network/networkSecurityGroups/securityRules")
                        .proxy()
                        .takes(VISIBLE, true, 1, 5),
                named("Microsoft.Network/publicIPAddresses")
                        .takes(VISIBLE, true, 2, 5)
                        .refusedInUse(400, "PublicIPAddressCannotBeDeleted")
                        .with(new PublicAddresses(fabric)),
                named("Microsoft.Network/loadBalancers")
                        .takes(VISIBLE, true, 4, 15)
                        .embedding(
                                "frontendIPConfigurations",
                                "backendAddressPools",
                                "loadBalancingRules",
                                "probes",
                                "inboundNatRules",
                                "outboundRules")
                        .refusedInUse(400, "LoadBalancerInUseByVirtualMachineScaleSet"),
                named("Microsoft.Network/dnsZones").takes(AT_ONCE, true, 2, 20).with(new DnsZones(store)),
                recordSet("A"),
                recordSet("AAAA"),
                recordSet("CNAME"),
                recordSet("TXT"),
                named("Microsoft.ManagedIdentity/userAssignedIdentities")
                        .with(new ManagedIdentities(directory, replication, clock)),
                named(RoleAssignments.TYPE).proxy().with(new RoleAssignments(store, directory, clock)),
                named("Microsoft.Authorization/roleDefinitions").proxy(),
                named("Microsoft.Authorization/locks").proxy(),
                named(StorageAccounts.TYPE).takes(HIDDEN, false, 6, 25).with(new StorageAccounts(store, endpoints)),
                named("Microsoft.Storage/storageAccounts/blobServices").implied(),
                named("Microsoft.Storage/storageAccounts/blobServices/containers")
                        .proxy()
                        .with(new Containers(blobs)),
                named("Microsoft.Solutions/applications")
                        .takes(VISIBLE, true, 1, 15)
                        .with(applications),
                named("Microsoft.Solutions/applicationDefinitions"),
                named(ScaleSets.TYPE)
                        .takes(VISIBLE, true, 12, 150)
                        .hiding(CUSTOM_DATA)
                        .with(new ScaleSets(store, fabric, machines, clock)),
                named(ScaleSets.TYPE + "/virtualMachines").proxy().with(new Instances(machines, fabric)),
                named(ScaleSets.TYPE + "/virtualMachines/networkInterfaces").proxy());
    }

    private static ResourceType recordSet(String kind) {
        return named("Microsoft.Network/dnsZones/" + kind).proxy().with(new RecordSets());
    }
}
