package io.proconsul.worker.infra.servers;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetInner;
import com.azure.resourcemanager.compute.models.ApiEntityReference;
import com.azure.resourcemanager.compute.models.CachingTypes;
import com.azure.resourcemanager.compute.models.DiskCreateOptionTypes;
import com.azure.resourcemanager.compute.models.ImageReference;
import com.azure.resourcemanager.compute.models.LinuxConfiguration;
import com.azure.resourcemanager.compute.models.OrchestrationMode;
import com.azure.resourcemanager.compute.models.ResourceIdentityType;
import com.azure.resourcemanager.compute.models.Sku;
import com.azure.resourcemanager.compute.models.SshConfiguration;
import com.azure.resourcemanager.compute.models.SshPublicKey;
import com.azure.resourcemanager.compute.models.StorageAccountTypes;
import com.azure.resourcemanager.compute.models.UpgradeMode;
import com.azure.resourcemanager.compute.models.UpgradePolicy;
import com.azure.resourcemanager.compute.models.VirtualMachineIdentityUserAssignedIdentities;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetDataDisk;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetIdentity;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetIpConfiguration;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetManagedDiskParameters;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetNetworkConfiguration;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetNetworkProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetOSDisk;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetOSProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetStorageProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetVMProfile;
import io.proconsul.wire.LaunchServers;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Desired;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The scale sets of a cluster: Uniform, one instance each, pinned to a zone, so that every server has its place and is
 * replaced on its own. Never overprovisioned: the surplus machines would join and vanish (A1).
 */
final class ServerScaleSet {

    private static final int ZONES = 3;
    private static final String USER = "proconsul";

    private ServerScaleSet() {}

    static String zone(int server) {
        return Integer.toString(server % ZONES + 1);
    }

    static List<Desired<?, ?>> desired(LaunchServers command, Map<String, String> tags, ServersConfig config) {
        var cluster = ClusterResources.of(command.getCluster());
        return IntStream.range(0, command.getServers())
                .<Desired<?, ?>>mapToObj(server -> Desired.of(
                        ArmTypes.SCALE_SET, cluster.scaleSet(server), scaleSet(cluster, server, command, tags, config)))
                .toList();
    }

    private static VirtualMachineScaleSetInner scaleSet(
            ClusterResources cluster,
            int server,
            LaunchServers command,
            Map<String, String> tags,
            ServersConfig config) {
        return new VirtualMachineScaleSetInner()
                .withLocation(cluster.cluster().getLocation())
                .withTags(tags)
                .withZones(List.of(zone(server)))
                .withSku(
                        new Sku().withName(config.vmSize()).withTier("Standard").withCapacity(1L))
                .withOrchestrationMode(OrchestrationMode.UNIFORM)
                .withOverprovision(false)
                .withSinglePlacementGroup(true)
                .withPlatformFaultDomainCount(1)
                .withUpgradePolicy(new UpgradePolicy().withMode(UpgradeMode.MANUAL))
                .withIdentity(new VirtualMachineScaleSetIdentity()
                        .withType(ResourceIdentityType.USER_ASSIGNED)
                        .withUserAssignedIdentities(Map.of(
                                command.getIdentity().getIdentityId(),
                                new VirtualMachineIdentityUserAssignedIdentities())))
                .withVirtualMachineProfile(new VirtualMachineScaleSetVMProfile()
                        .withOsProfile(osProfile(cluster, server, command))
                        .withStorageProfile(storageProfile(config))
                        .withNetworkProfile(networkProfile(command.getSubnetId())));
    }

    private static VirtualMachineScaleSetOSProfile osProfile(
            ClusterResources cluster, int server, LaunchServers command) {
        var host = new HostDescription(
                1,
                cluster.cluster().getClusterId(),
                cluster.names().node(server),
                command.getStorage().getBlobEndpoint(),
                command.getStorage().getConfigContainer(),
                command.getManifestPaths().get(server),
                command.getIdentity().getClientId());
        var key = new SshPublicKey()
                .withPath("/home/" + USER + "/.ssh/authorized_keys")
                .withKeyData(NoLogin.publicKey(cluster.cluster().getClusterId()));
        return new VirtualMachineScaleSetOSProfile()
                .withComputerNamePrefix(cluster.names().node(server) + "-")
                .withAdminUsername(USER)
                .withCustomData(CloudInit.of(host).customData())
                .withLinuxConfiguration(new LinuxConfiguration()
                        .withDisablePasswordAuthentication(true)
                        .withSsh(new SshConfiguration().withPublicKeys(List.of(key))));
    }

    private static VirtualMachineScaleSetStorageProfile storageProfile(ServersConfig config) {
        return new VirtualMachineScaleSetStorageProfile()
                .withImageReference(new ImageReference().withId(config.imageId()))
                .withOsDisk(new VirtualMachineScaleSetOSDisk()
                        .withCreateOption(DiskCreateOptionTypes.FROM_IMAGE)
                        .withCaching(CachingTypes.READ_WRITE)
                        .withManagedDisk(premium()))
                .withDataDisks(List.of(new VirtualMachineScaleSetDataDisk()
                        .withLun(0)
                        .withCreateOption(DiskCreateOptionTypes.EMPTY)
                        .withCaching(CachingTypes.NONE)
                        .withDiskSizeGB(config.dataDiskGib())
                        .withManagedDisk(premium())));
    }

    private static VirtualMachineScaleSetManagedDiskParameters premium() {
        return new VirtualMachineScaleSetManagedDiskParameters()
                .withStorageAccountType(StorageAccountTypes.PREMIUM_LRS);
    }

    private static VirtualMachineScaleSetNetworkProfile networkProfile(String subnetId) {
        var address = new VirtualMachineScaleSetIpConfiguration()
                .withName("primary")
                .withPrimary(true)
                .withSubnet(new ApiEntityReference().withId(subnetId));
        return new VirtualMachineScaleSetNetworkProfile()
                .withNetworkInterfaceConfigurations(List.of(new VirtualMachineScaleSetNetworkConfiguration()
                        .withName("nic")
                        .withPrimary(true)
                        .withIpConfigurations(List.of(address))));
    }
}
