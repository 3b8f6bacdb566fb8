package io.proconsul.worker.infra.network;

import static io.proconsul.worker.infra.Fixtures.attempt;
import static io.proconsul.worker.infra.Fixtures.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.azure.resourcemanager.network.fluent.models.NetworkSecurityGroupInner;
import com.azure.resourcemanager.network.fluent.models.SecurityRuleInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.Desired;
import io.proconsul.worker.infra.arm.Doomed;
import io.proconsul.worker.infra.arm.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterNetworkTest {

    private final ClusterResources cluster = ClusterResources.of(cluster());

    @Test
    void lets_in_consul_from_the_network_and_nothing_else() {
        assertThat(rules(false))
                .extracting(
                        rule -> rule.access().toString(),
                        rule -> rule.protocol().toString(),
                        SecurityRuleInner::sourceAddressPrefix,
                        rule -> rule.destinationPortRanges() == null
                                ? List.of(rule.destinationPortRange())
                                : rule.destinationPortRanges())
                .containsExactly(
                        tuple("Allow", "*", "VirtualNetwork", List.of("8300-8302")),
                        tuple("Allow", "Tcp", "VirtualNetwork", List.of("8501", "8503")),
                        tuple("Deny", "*", "*", List.of("*")));
    }

    @Test
    void lets_in_the_internet_only_if_it_is_wanted_and_only_to_the_api() {
        assertThat(rules(true))
                .filteredOn(rule -> "Internet".equals(rule.sourceAddressPrefix()))
                .extracting(SecurityRuleInner::destinationPortRanges)
                .containsExactly(List.of("443", "8501"));
    }

    @Test
    void the_deny_rule_comes_last() {
        assertThat(rules(true))
                .extracting(SecurityRuleInner::priority)
                .isSorted()
                .endsWith(4096);
    }

    @Test
    void the_subnet_is_the_whole_network_behind_the_firewall() {
        var desired = desired(false).get(1);
        var network = (VirtualNetworkInner) desired.body().apply(new Seen());

        assertThat(desired.after()).containsExactly(cluster.securityGroup());
        assertThat(network.tags())
                .containsEntry("proconsul-cluster", cluster.cluster().getClusterId())
                .containsEntry("proconsul-saga", "saga-1")
                .containsEntry("proconsul-epoch", "7");
        assertThat(network.addressSpace().addressPrefixes()).containsExactly("10.7.0.0/24");
        assertThat(network.subnets()).singleElement().satisfies(subnet -> {
            assertThat(subnet.name()).isEqualTo("servers");
            assertThat(subnet.addressPrefix()).isEqualTo("10.7.0.0/24");
            assertThat(subnet.networkSecurityGroup().id())
                    .isEqualTo(cluster.securityGroup().path());
        });
    }

    @Test
    void the_network_goes_before_its_firewall() {
        assertThat(ClusterNetwork.doomed(cluster))
                .extracting(Doomed::id, Doomed::after)
                .containsExactly(
                        tuple(cluster.virtualNetwork(), List.of()),
                        tuple(cluster.securityGroup(), List.of(cluster.virtualNetwork())));
    }

    private List<SecurityRuleInner> rules(boolean external) {
        return ((NetworkSecurityGroupInner) desired(external).get(0).body().apply(new Seen())).securityRules();
    }

    private List<Desired<?, ?>> desired(boolean external) {
        return ClusterNetwork.desired(cluster, cluster.names().tags(attempt(7)), "10.7.0.0/24", external);
    }
}
