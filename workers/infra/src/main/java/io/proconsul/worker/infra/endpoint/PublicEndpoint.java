package io.proconsul.worker.infra.endpoint;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.azure.core.management.SubResource;
import com.azure.resourcemanager.network.fluent.models.BackendAddressPoolInner;
import com.azure.resourcemanager.network.fluent.models.FrontendIpConfigurationInner;
import com.azure.resourcemanager.network.fluent.models.LoadBalancerInner;
import com.azure.resourcemanager.network.fluent.models.LoadBalancingRuleInner;
import com.azure.resourcemanager.network.fluent.models.ProbeInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.models.IpAllocationMethod;
import com.azure.resourcemanager.network.models.LoadBalancerBackendAddress;
import com.azure.resourcemanager.network.models.LoadBalancerSku;
import com.azure.resourcemanager.network.models.LoadBalancerSkuName;
import com.azure.resourcemanager.network.models.ProbeProtocol;
import com.azure.resourcemanager.network.models.PublicIpAddressSku;
import com.azure.resourcemanager.network.models.PublicIpAddressSkuName;
import com.azure.resourcemanager.network.models.TransportProtocol;
import io.proconsul.wire.Server;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.ArmId;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Desired;
import io.proconsul.worker.infra.arm.Doomed;
import io.proconsul.worker.infra.dns.AddressRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A public address whose port 443 leads to the HTTPS API of whichever servers are healthy, and its name. */
final class PublicEndpoint {

    private static final int PUBLIC_PORT = 443;
    private static final int CONSUL_PORT = 8501;
    private static final String FRONTEND = "public";
    private static final String BACKEND = "servers";
    private static final String PROBE = "consul-api";

    private PublicEndpoint() {}

    static List<Desired<?, ?>> desired(
            ClusterResources cluster, Map<String, String> tags, List<Server> servers, ArmId name) {
        var location = cluster.cluster().getLocation();
        var address = new PublicIpAddressInner()
                .withLocation(location)
                .withTags(tags)
                .withSku(new PublicIpAddressSku().withName(PublicIpAddressSkuName.STANDARD))
                .withPublicIpAllocationMethod(IpAllocationMethod.STATIC)
                .withZones(List.of("1", "2", "3"));
        var loadBalancer = new LoadBalancerInner()
                .withLocation(location)
                .withTags(tags)
                .withSku(new LoadBalancerSku().withName(LoadBalancerSkuName.STANDARD))
                .withFrontendIpConfigurations(List.of(new FrontendIpConfigurationInner()
                        .withName(FRONTEND)
                        .withPublicIpAddress(new PublicIpAddressInner()
                                .withId(cluster.publicIp().path()))))
                .withBackendAddressPools(List.of(new BackendAddressPoolInner()
                        .withName(BACKEND)
                        .withLoadBalancerBackendAddresses(servers.stream()
                                .map(server -> backend(cluster, server))
                                .toList())))
                .withProbes(List.of(probe()))
                .withLoadBalancingRules(List.of(rule(cluster.loadBalancer())));
        var record = AddressRecord.desired(
                        name,
                        tags,
                        seen -> List.of(seen.get(ArmTypes.PUBLIC_IP, cluster.publicIp(), PublicIpAddressInner.class)
                                .ipAddress()))
                .after(cluster.publicIp());
        return List.of(
                Desired.of(ArmTypes.PUBLIC_IP, cluster.publicIp(), address),
                Desired.of(ArmTypes.LOAD_BALANCER, cluster.loadBalancer(), loadBalancer)
                        .after(cluster.publicIp())
                        .fitsIf(found -> backends(found).equals(names(servers))),
                record);
    }

    static List<Doomed> doomed(ClusterResources cluster, ArmId name) {
        return List.of(
                AddressRecord.doomed(name),
                Doomed.of(ArmTypes.LOAD_BALANCER, cluster.loadBalancer()),
                Doomed.of(ArmTypes.PUBLIC_IP, cluster.publicIp(), cluster.loadBalancer()));
    }

    private static Set<String> names(List<Server> servers) {
        return servers.stream().map(Server::getName).collect(toUnmodifiableSet());
    }

    /** The servers that a load balancer leads to, by name. */
    private static Set<String> backends(LoadBalancerInner found) {
        return Stream.ofNullable(found.backendAddressPools())
                .flatMap(List::stream)
                .filter(pool -> BACKEND.equals(pool.name()))
                .flatMap(pool -> Stream.ofNullable(pool.loadBalancerBackendAddresses()))
                .flatMap(List::stream)
                .map(LoadBalancerBackendAddress::name)
                .collect(toUnmodifiableSet());
    }

    private static LoadBalancerBackendAddress backend(ClusterResources cluster, Server server) {
        return new LoadBalancerBackendAddress()
                .withName(server.getName())
                .withVirtualNetwork(
                        new SubResource().withId(cluster.virtualNetwork().path()))
                .withIpAddress(server.getAddress());
    }

    private static ProbeInner probe() {
        return new ProbeInner()
                .withName(PROBE)
                .withProtocol(ProbeProtocol.HTTPS)
                .withPort(CONSUL_PORT)
                .withRequestPath("/v1/status/leader")
                .withIntervalInSeconds(5)
                .withProbeThreshold(2);
    }

    private static LoadBalancingRuleInner rule(ArmId loadBalancer) {
        return new LoadBalancingRuleInner()
                .withName("https")
                .withProtocol(TransportProtocol.TCP)
                .withFrontendPort(PUBLIC_PORT)
                .withBackendPort(CONSUL_PORT)
                .withEnableTcpReset(true)
                .withDisableOutboundSnat(true)
                .withFrontendIpConfiguration(part(loadBalancer, "frontendIPConfigurations", FRONTEND))
                .withBackendAddressPool(part(loadBalancer, "backendAddressPools", BACKEND))
                .withProbe(part(loadBalancer, "probes", PROBE));
    }

    private static SubResource part(ArmId loadBalancer, String kind, String name) {
        return new SubResource().withId(loadBalancer.child(kind, name).path());
    }
}
