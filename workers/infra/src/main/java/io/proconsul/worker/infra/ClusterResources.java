package io.proconsul.worker.infra;

import io.proconsul.wire.ClusterRef;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.infra.arm.ArmId;
import io.proconsul.worker.infra.arm.ArmTypes;

/** The ids of everything that a cluster has in its managed resource group. */
public record ClusterResources(ClusterRef cluster, ClusterNames names) {

    public static ClusterResources of(ClusterRef cluster) {
        return new ClusterResources(cluster, ClusterNames.of(cluster));
    }

    public ArmId resourceGroup() {
        return ArmId.group(cluster.getSubscriptionId(), cluster.getResourceGroup());
    }

    public ArmId securityGroup() {
        return inGroup(ArmTypes.SECURITY_GROUP.name(), names.securityGroup());
    }

    public ArmId virtualNetwork() {
        return inGroup(ArmTypes.VIRTUAL_NETWORK.name(), names.vnet());
    }

    public ArmId subnet() {
        return virtualNetwork().child("subnets", names.subnet());
    }

    public ArmId identity() {
        return inGroup(ArmTypes.IDENTITY.name(), names.identity());
    }

    public ArmId storageAccount() {
        return inGroup(ArmTypes.STORAGE_ACCOUNT.name(), names.storageAccount());
    }

    public ArmId container(String name) {
        return storageAccount().child("blobServices", "default").child("containers", name);
    }

    public ArmId scaleSet(int server) {
        return inGroup(ArmTypes.SCALE_SET.name(), names.scaleSet(server));
    }

    public ArmId publicIp() {
        return inGroup(ArmTypes.PUBLIC_IP.name(), names.publicIp());
    }

    public ArmId loadBalancer() {
        return inGroup(ArmTypes.LOAD_BALANCER.name(), names.loadBalancer());
    }

    private ArmId inGroup(String type, String name) {
        return ArmId.of(cluster.getSubscriptionId(), cluster.getResourceGroup(), type, name);
    }
}
