package io.proconsul.worker.infra.network;

import com.azure.resourcemanager.network.fluent.models.NetworkSecurityGroupInner;
import com.azure.resourcemanager.network.fluent.models.SecurityRuleInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.network.models.AddressSpace;
import com.azure.resourcemanager.network.models.SecurityRuleAccess;
import com.azure.resourcemanager.network.models.SecurityRuleDirection;
import com.azure.resourcemanager.network.models.SecurityRuleProtocol;
import com.azure.resourcemanager.network.models.ServiceEndpointPropertiesFormat;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Desired;
import io.proconsul.worker.infra.arm.Doomed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A virtual network of one subnet, closed but for Consul's ports (B4). */
final class ClusterNetwork {

    private static final String VNET = "VirtualNetwork";

    private ClusterNetwork() {}

    static List<Desired<?, ?>> desired(
            ClusterResources cluster, Map<String, String> tags, String cidr, boolean externalEndpoint) {
        var location = cluster.cluster().getLocation();
        var firewall = new NetworkSecurityGroupInner()
                .withLocation(location)
                .withTags(tags)
                .withSecurityRules(rules(externalEndpoint));
        var subnet = new SubnetInner()
                .withName(cluster.names().subnet())
                .withAddressPrefix(cidr)
                .withDefaultOutboundAccess(true)
                .withServiceEndpoints(List.of(new ServiceEndpointPropertiesFormat().withService("Microsoft.Storage")))
                .withNetworkSecurityGroup(new NetworkSecurityGroupInner()
                        .withId(cluster.securityGroup().path()));
        var network = new VirtualNetworkInner()
                .withLocation(location)
                .withTags(tags)
                .withAddressSpace(new AddressSpace().withAddressPrefixes(List.of(cidr)))
                .withSubnets(List.of(subnet));
        return List.of(
                Desired.of(ArmTypes.SECURITY_GROUP, cluster.securityGroup(), firewall),
                Desired.of(ArmTypes.VIRTUAL_NETWORK, cluster.virtualNetwork(), network)
                        .after(cluster.securityGroup()));
    }

    static List<Doomed> doomed(ClusterResources cluster) {
        return List.of(
                Doomed.of(ArmTypes.VIRTUAL_NETWORK, cluster.virtualNetwork()),
                Doomed.of(ArmTypes.SECURITY_GROUP, cluster.securityGroup(), cluster.virtualNetwork()));
    }

    private static List<SecurityRuleInner> rules(boolean externalEndpoint) {
        var rules = new ArrayList<SecurityRuleInner>();
        rules.add(allow("allow-consul-internal", 100, SecurityRuleProtocol.ASTERISK, VNET, "8300-8302"));
        rules.add(allow("allow-consul-api", 110, SecurityRuleProtocol.TCP, VNET, "8501", "8503"));
        if (externalEndpoint) {
            rules.add(allow("allow-consul-public", 120, SecurityRuleProtocol.TCP, "Internet", "443", "8501"));
            rules.add(allow("allow-health-probe", 130, SecurityRuleProtocol.TCP, "AzureLoadBalancer", "8501"));
        }
        rules.add(inbound("deny-everything-else", 4096, SecurityRuleAccess.DENY, SecurityRuleProtocol.ASTERISK, "*")
                .withDestinationPortRange("*"));
        return List.copyOf(rules);
    }

    private static SecurityRuleInner allow(
            String name, int priority, SecurityRuleProtocol protocol, String source, String... ports) {
        return inbound(name, priority, SecurityRuleAccess.ALLOW, protocol, source)
                .withDestinationPortRanges(List.of(ports));
    }

    private static SecurityRuleInner inbound(
            String name, int priority, SecurityRuleAccess access, SecurityRuleProtocol protocol, String source) {
        return new SecurityRuleInner()
                .withName(name)
                .withPriority(priority)
                .withDirection(SecurityRuleDirection.INBOUND)
                .withAccess(access)
                .withProtocol(protocol)
                .withSourceAddressPrefix(source)
                .withSourcePortRange("*")
                .withDestinationAddressPrefix("*");
    }
}
