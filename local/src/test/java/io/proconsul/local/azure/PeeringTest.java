package io.proconsul.local.azure;

import static io.proconsul.local.azure.ArmTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.management.SubResource;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import com.azure.resourcemanager.network.fluent.VirtualNetworkPeeringsClient;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkPeeringInner;
import com.azure.resourcemanager.network.models.AddressSpace;
import com.azure.resourcemanager.network.models.ProvisioningState;
import com.azure.resourcemanager.network.models.VirtualNetworkPeeringState;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import io.proconsul.local.azure.roles.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Peerings of networks, by the real SDK: as Azure's documentation and its errors have them. */
class PeeringTest {
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
        group = "rg-" + test.getTestMethod().orElseThrow().getName();
        cloud.groups().createOrUpdate(group, new ResourceGroupInner().withLocation("westeurope"));
    }

    @Test
    void oneHalfIsInitiatedAndBothAreConnected() {
        network("hub", "10.1.0.0/16");
        network("spoke", "10.2.0.0/16");

        var first = peer("hub", "to-spoke", "spoke");
        assertThat(first.peeringState()).isEqualTo(VirtualNetworkPeeringState.INITIATED);
        assertThat(first.provisioningState()).isEqualTo(ProvisioningState.SUCCEEDED);
        assertThat(first.remoteAddressSpace().addressPrefixes()).containsExactly("10.2.0.0/16");

        var second = peer("spoke", "to-hub", "hub");
        assertThat(second.peeringState()).isEqualTo(VirtualNetworkPeeringState.CONNECTED);
        assertThat(stateOf("hub", "to-spoke")).isEqualTo(VirtualNetworkPeeringState.CONNECTED);
        assertThat(peerings().list(group, "hub"))
                .singleElement()
                .extracting(VirtualNetworkPeeringInner::name)
                .isEqualTo("to-spoke");
        assertThat(cloud.network()
                        .serviceClient()
                        .getVirtualNetworks()
                        .getByResourceGroup(group, "hub")
                        .virtualNetworkPeerings())
                .singleElement()
                .extracting(VirtualNetworkPeeringInner::peeringState)
                .isEqualTo(VirtualNetworkPeeringState.CONNECTED);
    }

    @Test
    void theHalfThatIsLeftIsDisconnectedUntilItIsWrittenAgain() {
        network("hub", "10.1.0.0/16");
        network("spoke", "10.2.0.0/16");
        peer("hub", "to-spoke", "spoke");
        peer("spoke", "to-hub", "hub");

        peerings().delete(group, "spoke", "to-hub");
        peerings().delete(group, "spoke", "to-hub"); // 204

        assertThat(stateOf("hub", "to-spoke")).isEqualTo(VirtualNetworkPeeringState.DISCONNECTED);
        refused(() -> peer("spoke", "to-hub", "hub"), 400, "RemotePeeringIsDisconnected");
        assertThat(peer("hub", "to-spoke", "spoke").peeringState()).isEqualTo(VirtualNetworkPeeringState.INITIATED);
        assertThat(peer("spoke", "to-hub", "hub").peeringState()).isEqualTo(VirtualNetworkPeeringState.CONNECTED);
    }

    @Test
    void aNetworkTakesItsHalfWithIt() {
        network("hub", "10.1.0.0/16");
        network("spoke", "10.2.0.0/16");
        peer("hub", "to-spoke", "spoke");
        peer("spoke", "to-hub", "hub");

        cloud.network().serviceClient().getVirtualNetworks().delete(group, "spoke");

        assertThat(stateOf("hub", "to-spoke")).isEqualTo(VirtualNetworkPeeringState.DISCONNECTED);
    }

    @Test
    void addressSpacesMustNotOverlapNorThoseOfPeers() {
        network("hub", "10.1.0.0/16");
        network("spoke", "10.2.0.0/16");
        network("inside", "10.1.7.0/24");
        peer("hub", "to-spoke", "spoke");

        refused(() -> peer("hub", "to-inside", "inside"), 400, "VnetAddressSpacesOverlap");
        network("twin", "10.2.9.0/24");
        refused(() -> peer("twin", "to-hub", "hub"), 400, "VnetAddressSpaceOverlapsWithAlreadyPeeredVnet");
        refused(() -> peer("hub", "to-twin", "twin"), 400, "VnetAddressSpaceOverlapsWithAlreadyPeeredVnet");
        assertThat(peerings().list(group, "hub")).hasSize(1);
    }

    @Test
    void thereIsOnePeeringWithEachNetworkThatIsThere() {
        network("hub", "10.1.0.0/16");
        network("spoke", "10.2.0.0/16");
        peer("hub", "to-spoke", "spoke");

        refused(() -> peer("hub", "again", "spoke"), 400, "AnotherPeeringAlreadyReferencesRemoteVnet");
        refused(() -> peer("hub", "to-nowhere", "nowhere"), 400, "InvalidResourceReference");
        refused(() -> peer("nowhere", "to-hub", "hub"), 404, "ParentResourceNotFound");
    }

    @Test
    void whoPeersMustBeAllowedToOnBothSides() {
        var ours = network("ours", "10.1.0.0/16");
        network("theirs", "10.2.0.0/16");
        grant("infra", Role.NETWORK_CONTRIBUTOR, ours);
        var infra = cloud.network("infra").serviceClient().getVirtualNetworkPeerings();

        refused(
                () -> infra.createOrUpdate(group, "ours", "to-theirs", half("theirs")),
                403,
                "LinkedAuthorizationFailed");
        refused(() -> infra.createOrUpdate(group, "theirs", "to-ours", half("ours")), 403, "AuthorizationFailed");
    }

    private static VirtualNetworkPeeringsClient peerings() {
        return cloud.network().serviceClient().getVirtualNetworkPeerings();
    }

    private VirtualNetworkPeeringInner peer(String network, String name, String remote) {
        return peerings().createOrUpdate(group, network, name, half(remote));
    }

    private VirtualNetworkPeeringInner half(String remote) {
        return new VirtualNetworkPeeringInner()
                .withAllowVirtualNetworkAccess(true)
                .withRemoteVirtualNetwork(new SubResource().withId(id(remote)));
    }

    private String id(String network) {
        return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Network/virtualNetworks/%s"
                .formatted(Subscription.ID, group, network);
    }

    private VirtualNetworkPeeringState stateOf(String network, String name) {
        return peerings().get(group, network, name).peeringState();
    }

    private String network(String name, String prefix) {
        return cloud.network()
                .serviceClient()
                .getVirtualNetworks()
                .createOrUpdate(
                        group,
                        name,
                        new VirtualNetworkInner()
                                .withLocation("westeurope")
                                .withAddressSpace(new AddressSpace().withAddressPrefixes(List.of(prefix))))
                .id();
    }

    private static void grant(String principal, Role role, String scope) {
        cloud.roleAssignments()
                .create(
                        scope,
                        UUID.randomUUID().toString(),
                        new RoleAssignmentCreateParameters()
                                .withPrincipalId(cloud.azure
                                        .principals()
                                        .named(principal)
                                        .objectId())
                                .withRoleDefinitionId(
                                        "/providers/Microsoft.Authorization/roleDefinitions/" + role.id()));
    }
}
