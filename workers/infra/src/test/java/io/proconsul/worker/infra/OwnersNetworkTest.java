package io.proconsul.worker.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.azure.core.util.Context;
import com.azure.resourcemanager.authorization.fluent.models.PermissionInner;
import com.azure.resourcemanager.authorization.fluent.models.RoleDefinitionInner;
import com.azure.resourcemanager.authorization.models.PrincipalType;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.network.models.AddressSpace;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import io.proconsul.wire.BeginPeering;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.CompletePeering;
import io.proconsul.wire.DeleteNetwork;
import io.proconsul.wire.Done;
import io.proconsul.wire.FailureCause;
import io.proconsul.wire.NetworkReady;
import io.proconsul.wire.PeeringSeen;
import io.proconsul.wire.PrepareNetwork;
import io.proconsul.wire.RemovePeerings;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.arm.ArmId;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.peering.PeeringHalf;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster's network and its owner's, with the real SDK against the stand-in for Azure. */
class OwnersNetworkTest {
    private static final String APPLICATION = "/subscriptions/" + Fixtures.SUBSCRIPTION
            + "/resourceGroups/apps/providers/Microsoft.Solutions/applications/orders";

    /** Network Contributor. */
    private static final String CONTRIBUTOR = "4d97b98b-1d4f-4787-a291-c67834d212e7";

    /** All that Azure wants for a half of one's own: one that leads here, not one from here. */
    private static final String PEER = UUID.randomUUID().toString();

    @TempDir
    static Path state;

    private static LocalAzure azure;

    private final ClusterRef cluster = cluster();
    private final String group = "own-" + cluster.getClusterId().substring(0, 8);

    private Worker worker;

    @BeforeAll
    static void start() {
        azure = LocalAzure.start(state);
        azure.resources("customer").ask(Fixtures.SUBSCRIPTION, customer -> customer.authorization()
                .getRoleDefinitions()
                .createOrUpdate(
                        "subscriptions/" + Fixtures.SUBSCRIPTION,
                        PEER,
                        new RoleDefinitionInner()
                                .withRoleName("May peer")
                                .withPermissions(List.of(new PermissionInner()
                                        .withActions(List.of("Microsoft.Network/virtualNetworks/peer/action"))))));
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @BeforeEach
    void network() {
        worker = new Worker(azure, "infra", cluster.getClusterId());
        azure.createGroup(cluster.getResourceGroup(), APPLICATION);
        assertThat(worker.reply(NetworkReady.class, new PrepareNetwork(cluster, "10.7.0.0/24", false)))
                .isNotNull();
    }

    @Test
    void where_the_owner_lets_us_both_halves_come_and_go() {
        var hub = network("hub", "10.1.0.0/16");
        grant(CONTRIBUTOR, hub);

        assertThat(begin(hub)).isEqualTo(seen("Initiated"));
        assertThat(complete(hub)).isEqualTo(seen("Connected"));
        assertThat(begin(hub)).isEqualTo(complete(hub)).isEqualTo(seen("Connected"));
        assertThat(peerings(hub)).isEqualTo(1);

        assertThat(remove(hub)).isEqualTo(remove(hub)).isEqualTo(Outcome.succeeded(new Done(1)));
        assertThat(peerings(hub)).isZero();
        assertThat(peerings(ClusterResources.of(cluster).virtualNetwork().path()))
                .isZero();
    }

    @Test
    void where_the_owner_has_to_make_his_half_it_is_initiated_until_he_has() {
        var hub = network("hub", "10.1.0.0/16");
        grant(PEER, hub);

        assertThat(begin(hub)).isEqualTo(seen("Initiated"));
        assertThat(complete(hub)).isEqualTo(seen("Initiated"));
        assertThat(peerings(hub)).isZero();

        makeTheOwnersHalf(hub);
        assertThat(begin(hub)).isEqualTo(complete(hub)).isEqualTo(seen("Connected"));

        assertThat(remove(hub)).isEqualTo(Outcome.succeeded(new Done(1)));
        assertThat(peerings(hub)).as("the half that is the owner's").isEqualTo(1);
    }

    @Test
    void a_half_that_has_lost_the_other_is_made_anew() {
        var hub = network("hub", "10.1.0.0/16");
        grant(CONTRIBUTOR, hub);
        begin(hub);
        complete(hub);
        deleteHalves(hub);

        assertThat(begin(hub)).isEqualTo(seen("Initiated"));
        assertThat(complete(hub)).isEqualTo(seen("Connected"));
    }

    @Test
    void what_azure_refuses_is_told_with_its_reason() {
        var overlapping = network("a-network-whose-name-is-as-long-as-azure-allows-a-name-to-be-0000", "10.7.0.0/16");
        grant(CONTRIBUTOR, overlapping);
        var closed = network("closed", "10.2.0.0/16");

        assertThat(begin(overlapping)).asInstanceOf(type(Outcome.Failed.class)).satisfies(refused -> {
            assertThat(refused.code()).isEqualTo("VnetAddressSpacesOverlap");
            assertThat(refused.cause()).isEqualTo(FailureCause.PERMANENT);
            assertThat(refused.message())
                    .contains("their address spaces overlap")
                    .contains("10.7.0.0/24, 10.7.0.0/16");
        });
        assertThat(begin(closed)).asInstanceOf(type(Outcome.Failed.class)).satisfies(refused -> {
            assertThat(refused.code()).isEqualTo("LinkedAuthorizationFailed");
            assertThat(refused.message()).contains("virtualNetworks/peer/action");
        });
        assertThat(begin(id("nowhere")))
                .asInstanceOf(type(Outcome.Failed.class))
                .satisfies(refused -> {
                    assertThat(refused.cause()).isNotEqualTo(FailureCause.UNAVAILABLE);
                    assertThat(refused.message()).contains("nowhere");
                });
    }

    @Test
    void the_network_of_another_cluster_is_nobodys_to_peer_with() {
        var other = cluster();
        azure.createGroup(other.getResourceGroup(), APPLICATION);
        var prepared = new PrepareNetwork(other, "10.8.0.0/24", false);
        new Worker(azure, "infra", other.getClusterId()).reply(NetworkReady.class, prepared);
        var theirs = ClusterResources.of(other).virtualNetwork().path();

        assertThat(begin(theirs)).asInstanceOf(type(Outcome.Failed.class)).satisfies(refused -> {
            assertThat(refused.code()).isEqualTo("VirtualNetworkOfCluster");
            assertThat(refused.cause()).isEqualTo(FailureCause.PERMANENT);
        });
        assertThat(peerings(theirs)).isZero();
    }

    @Test
    void what_is_gone_is_removed_already() {
        var hub = network("hub", "10.1.0.0/16");
        grant(CONTRIBUTOR, hub);
        begin(hub);
        complete(hub);
        worker.run(new DeleteNetwork(cluster));

        assertThat(peerings(hub)).isEqualTo(1);
        assertThat(worker.run(new RemovePeerings(cluster, List.of(hub, id("nowhere")))))
                .isEqualTo(Outcome.succeeded(new Done(2)));
        assertThat(peerings(hub)).isZero();
    }

    private Outcome begin(String network) {
        return worker.run(new BeginPeering(cluster, network));
    }

    private Outcome complete(String network) {
        return worker.run(new CompletePeering(cluster, network));
    }

    private Outcome remove(String network) {
        return worker.run(new RemovePeerings(cluster, List.of(network)));
    }

    private static Outcome seen(String state) {
        return Outcome.succeeded(new PeeringSeen(state));
    }

    private String id(String network) {
        return "/subscriptions/" + Fixtures.SUBSCRIPTION + "/resourceGroups/" + group
                + "/providers/Microsoft.Network/virtualNetworks/" + network;
    }

    private String network(String name, String cidr) {
        azure.resources("customer").ask(Fixtures.SUBSCRIPTION, customer -> {
            customer.resources()
                    .getResourceGroups()
                    .createOrUpdateWithResponse(
                            group, new ResourceGroupInner().withLocation("westeurope"), Context.NONE);
            return customer.network()
                    .getVirtualNetworks()
                    .createOrUpdate(
                            group,
                            name,
                            new VirtualNetworkInner()
                                    .withLocation("westeurope")
                                    .withAddressSpace(new AddressSpace().withAddressPrefixes(List.of(cidr))));
        });
        return id(name);
    }

    private static void grant(String role, String network) {
        azure.resources("customer").ask(Fixtures.SUBSCRIPTION, customer -> customer.authorization()
                .getRoleAssignments()
                .create(
                        network,
                        UUID.randomUUID().toString(),
                        new RoleAssignmentCreateParameters()
                                .withPrincipalId(azure.principal("infra"))
                                .withPrincipalType(PrincipalType.SERVICE_PRINCIPAL)
                                .withRoleDefinitionId("/providers/Microsoft.Authorization/roleDefinitions/" + role)));
    }

    private void makeTheOwnersHalf(String network) {
        var to = ClusterResources.of(cluster).virtualNetwork();
        var half = PeeringHalf.of(new ArmId(network), "to-consul", to);
        azure.resources("customer").ask(Fixtures.SUBSCRIPTION, customer -> customer.network()
                .getVirtualNetworkPeerings()
                .createOrUpdate(group, half.id().rootName(), half.id().name(), half.body()));
    }

    private void deleteHalves(String network) {
        azure.resources("customer").ask(Fixtures.SUBSCRIPTION, customer -> {
            var halves = customer.network().getVirtualNetworkPeerings();
            halves.list(group, new ArmId(network).name())
                    .forEach(half -> halves.delete(group, new ArmId(network).name(), half.name()));
            return halves;
        });
    }

    private static int peerings(String network) {
        return azure.resources("customer")
                .find(ArmTypes.VIRTUAL_NETWORK, new ArmId(network))
                .map(found -> found.virtualNetworkPeerings().size())
                .orElse(0);
    }

    private static ClusterRef cluster() {
        var id = UUID.randomUUID().toString();
        return Fixtures.cluster(id, "mrg-" + id.substring(0, 8), "westeurope-orders");
    }
}
