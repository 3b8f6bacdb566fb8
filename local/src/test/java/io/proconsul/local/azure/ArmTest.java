package io.proconsul.local.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetInner;
import com.azure.resourcemanager.compute.models.ApiEntityReference;
import com.azure.resourcemanager.compute.models.Sku;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetIpConfiguration;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetNetworkConfiguration;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetNetworkProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetVMProfile;
import com.azure.resourcemanager.dns.fluent.models.RecordSetInner;
import com.azure.resourcemanager.dns.models.ARecord;
import com.azure.resourcemanager.dns.models.RecordType;
import com.azure.resourcemanager.network.fluent.models.NetworkSecurityGroupInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.network.models.AddressSpace;
import com.azure.resourcemanager.network.models.ProvisioningState;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class ArmTest {
    private static final String LOCATION = "westeurope";

    @TempDir
    static Path state;

    private static Cloud cloud;
    private String group;

    @BeforeAll
    static void start() {
        cloud = Cloud.start(state);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @BeforeEach
    void createGroup(TestInfo test) {
        cloud.faults("[]");
        group = "rg-" + test.getTestMethod().orElseThrow().getName();
        cloud.groups().createOrUpdate(group, new ResourceGroupInner().withLocation(LOCATION));
    }

    @Test
    void createsANetworkThatIsVisibleWhileItIsMade() {
        var poller = cloud.network().serviceClient().getVirtualNetworks().beginCreateOrUpdate(group, "Net", network());

        var result = poller.getFinalResult();

        assertThat(result.provisioningState()).isEqualTo(ProvisioningState.SUCCEEDED);
        assertThat(result.id())
                .isEqualTo("/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Network/virtualNetworks/Net"
                        .formatted(Subscription.ID, group));
        assertThat(result.subnets()).extracting(SubnetInner::name).containsExactly("servers");
        assertThat(cloud.network()
                        .serviceClient()
                        .getVirtualNetworks()
                        .getByResourceGroup(group, "nET")
                        .name())
                .isEqualTo("Net");
    }

    @Test
    void refusesWhatHasNoParent() {
        refused(
                () -> cloud.network().serviceClient().getVirtualNetworks().createOrUpdate("nowhere", "net", network()),
                404,
                "ResourceGroupNotFound");
        refused(
                () -> cloud.network()
                        .serviceClient()
                        .getSubnets()
                        .createOrUpdate(group, "net", "s", new SubnetInner().withAddressPrefix("10.0.0.0/28")),
                404,
                "ParentResourceNotFound");
    }

    @Test
    void refusesToDeleteWhatIsInUse() {
        var client = cloud.network().serviceClient();
        var nsg = client.getNetworkSecurityGroups()
                .createOrUpdate(group, "nsg", new NetworkSecurityGroupInner().withLocation(LOCATION));
        var network = network();
        network.subnets().get(0).withNetworkSecurityGroup(new NetworkSecurityGroupInner().withId(nsg.id()));
        client.getVirtualNetworks().createOrUpdate(group, "net", network);

        refused(
                () -> client.getNetworkSecurityGroups().delete(group, "nsg"),
                400,
                "InUseNetworkSecurityGroupCannotBeDeleted");

        client.getVirtualNetworks().delete(group, "net");
        client.getNetworkSecurityGroups().delete(group, "nsg");
        assertThat(client.getNetworkSecurityGroups().listByResourceGroup(group)).isEmpty();
    }

    @Test
    void createsAScaleSetWithItsInstancesAndKeepsItsSubnet() {
        var network = cloud.network().serviceClient();
        var subnet = network.getVirtualNetworks()
                .createOrUpdate(group, "net", network())
                .subnets()
                .get(0);
        var scaleSets = cloud.compute().serviceClient().getVirtualMachineScaleSets();

        var made = scaleSets.createOrUpdate(group, "c1-server-0", scaleSet(subnet.id()));

        assertThat(made.provisioningState()).isEqualTo("Succeeded");
        assertThat(made.virtualMachineProfile().osProfile()).isNull();
        var instances =
                cloud.compute().serviceClient().getVirtualMachineScaleSetVMs().list(group, "c1-server-0");
        assertThat(instances).singleElement().satisfies(vm -> {
            assertThat(vm.instanceId()).isEqualTo("0");
            assertThat(vm.zones()).containsExactly("2");
        });
        refused(() -> network.getVirtualNetworks().delete(group, "net"), 400, "InUseSubnetCannotBeDeleted");
        scaleSets.delete(group, "c1-server-0");
        network.getVirtualNetworks().delete(group, "net");
    }

    @Test
    void deletesAGroupWithEverythingInIt() {
        cloud.network().serviceClient().getVirtualNetworks().createOrUpdate(group, "net", network());

        cloud.groups().delete(group);

        refused(() -> cloud.groups().get(group), 404, "ResourceGroupNotFound");
        refused(
                () -> cloud.network().serviceClient().getVirtualNetworks().getByResourceGroup(group, "net"),
                404,
                "ResourceGroupNotFound");
    }

    @Test
    void playsAFailedOperationAfterItsEffect() {
        cloud.faults("""
                [{"service": "azure", "method": "PUT", "path": ".*/virtualNetworks/.*", "effect": "FAIL_OPERATION",
                  "code": "AllocationFailed", "message": "no capacity today", "times": 1}]""");
        var networks = cloud.network().serviceClient().getVirtualNetworks();

        assertThatThrownBy(() -> networks.createOrUpdate(group, "net", network()))
                .asInstanceOf(type(ManagementException.class))
                .satisfies(failure -> assertThat(failure.getValue().getCode()).isEqualTo("AllocationFailed"));

        assertThat(networks.getByResourceGroup(group, "net").provisioningState())
                .isEqualTo(ProvisioningState.FAILED);
        assertThat(networks.createOrUpdate(group, "net", network()).provisioningState())
                .isEqualTo(ProvisioningState.SUCCEEDED);
    }

    @Test
    void keepsRecordSetsAndTheirConditions() {
        var records = cloud.dns("infra").serviceClient().getRecordSets();
        var zoneGroup = Subscription.CONTROL_GROUP;
        var record =
                new RecordSetInner().withTtl(60L).withARecords(List.of(new ARecord().withIpv4Address("127.70.0.4")));

        var made = records.createOrUpdate(zoneGroup, Subscription.ZONE, "c1.private", RecordType.A, record);

        assertThat(made.fqdn()).isEqualTo("c1.private." + Subscription.ZONE + ".");
        refused(
                () -> records.createOrUpdateWithResponse(
                        zoneGroup,
                        Subscription.ZONE,
                        "c1.private",
                        RecordType.A,
                        record,
                        null,
                        "*",
                        com.azure.core.util.Context.NONE),
                412,
                "PreconditionFailed");
        records.delete(zoneGroup, Subscription.ZONE, "c1.private", RecordType.A);
        records.delete(zoneGroup, Subscription.ZONE, "c1.private", RecordType.A);
    }

    @Test
    void letsNobodyDoWhatNoRoleAllows() {
        refused(
                () -> cloud.dns("infra").serviceClient().getZones().list().stream()
                        .count(),
                403,
                "AuthorizationFailed");
    }

    static VirtualNetworkInner network() {
        return new VirtualNetworkInner()
                .withAddressSpace(new AddressSpace().withAddressPrefixes(List.of("172.25.16.0/24")))
                .withSubnets(List.of(new SubnetInner().withName("servers").withAddressPrefix("172.25.16.0/25")))
                .withLocation(LOCATION)
                .withTags(Map.of("proconsul-cluster", "c1"));
    }

    static VirtualMachineScaleSetInner scaleSet(String subnetId) {
        var ip = new VirtualMachineScaleSetIpConfiguration()
                .withName("internal")
                .withSubnet(new ApiEntityReference().withId(subnetId));
        var nic = new VirtualMachineScaleSetNetworkConfiguration()
                .withName("nic")
                .withPrimary(true)
                .withIpConfigurations(List.of(ip));
        return new VirtualMachineScaleSetInner()
                .withSku(new Sku().withName("Standard_D2s_v5").withCapacity(1L))
                .withZones(List.of("2"))
                .withVirtualMachineProfile(new VirtualMachineScaleSetVMProfile()
                        .withNetworkProfile(new VirtualMachineScaleSetNetworkProfile()
                                .withNetworkInterfaceConfigurations(List.of(nic))))
                .withLocation(LOCATION);
    }

    static void refused(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).asInstanceOf(type(ManagementException.class)).satisfies(refusal -> {
            assertThat(refusal.getValue().getCode()).isEqualTo(code);
            assertThat(refusal.getResponse().getStatusCode()).isEqualTo(status);
        });
    }
}
