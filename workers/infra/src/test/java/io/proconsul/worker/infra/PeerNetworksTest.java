package io.proconsul.worker.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.DeleteNetwork;
import io.proconsul.wire.Done;
import io.proconsul.wire.NetworkReady;
import io.proconsul.wire.PeerNetworks;
import io.proconsul.wire.PrepareNetwork;
import io.proconsul.wire.UnpeerNetworks;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Resources;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The networks of two clusters, with the real SDK against the stand-in for Azure. */
class PeerNetworksTest {
    private static final String APPLICATION = "/subscriptions/" + Fixtures.SUBSCRIPTION
            + "/resourceGroups/apps/providers/Microsoft.Solutions/applications/orders";

    @TempDir
    static Path state;

    private static LocalAzure azure;

    private final ClusterRef secondary = cluster("secondary");
    private final ClusterRef primary = cluster("primary");

    @BeforeAll
    static void start() {
        azure = LocalAzure.start(state);
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @Test
    void each_network_leads_to_the_other_until_they_are_parted() {
        var ours = new Worker(azure, "infra", secondary.getClusterId());
        var theirs = new Worker(azure, "infra", primary.getClusterId());
        prepare(ours, secondary, "10.7.0.0/24");
        prepare(theirs, primary, "10.8.0.0/24");

        var first = ours.run(new PeerNetworks(secondary, primary));
        var again = ours.run(new PeerNetworks(secondary, primary));

        assertThat(first).isEqualTo(again).isEqualTo(Outcome.succeeded(new Done(2)));
        assertThat(leadsTo(secondary, primary)).endsWith(network(primary));
        assertThat(leadsTo(primary, secondary)).endsWith(network(secondary));

        ours.run(new DeleteNetwork(secondary)); // nobody who is peered is kept
        assertThat(ours.run(new UnpeerNetworks(secondary, primary))).isEqualTo(Outcome.succeeded(new Done(1)));
        assertThat(ours.run(new UnpeerNetworks(secondary, primary))).isEqualTo(Outcome.succeeded(new Done(0)));
        assertThat(leadsTo(primary, secondary)).isEmpty();
    }

    private static void prepare(Worker worker, ClusterRef cluster, String cidr) {
        azure.createGroup(cluster.getResourceGroup(), APPLICATION);
        assertThat(worker.reply(NetworkReady.class, new PrepareNetwork(cluster, cidr, false)))
                .isNotNull();
    }

    /** The network at the other end; empty if there is no peering. */
    private static String leadsTo(ClusterRef from, ClusterRef to) {
        Resources customer = azure.resources("customer");
        var id = ClusterResources.of(from)
                .virtualNetwork()
                .child(
                        "virtualNetworkPeerings",
                        ClusterResources.of(from)
                                .names()
                                .peering(ClusterResources.of(to).names()));
        return customer.find(ArmTypes.PEERING, id)
                .map(peering -> peering.remoteVirtualNetwork().id())
                .orElse("");
    }

    private static String network(ClusterRef cluster) {
        return ClusterResources.of(cluster).names().vnet();
    }

    private static ClusterRef cluster(String datacenter) {
        var id = UUID.randomUUID().toString();
        return Fixtures.cluster(id, "mrg-" + id.substring(0, 8), datacenter);
    }
}
