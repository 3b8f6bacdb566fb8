package io.proconsul.worker.infra.endpoint;

import io.proconsul.wire.EndpointOpened;
import io.proconsul.wire.OpenEndpoint;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.Converger;
import io.proconsul.worker.infra.dns.AddressRecord;
import io.proconsul.worker.infra.dns.DnsConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** Opens the cluster to the internet, if that is wanted. */
@ApplicationScoped
public class OpenEndpointActivity implements Activity<OpenEndpoint> {

    private final Converger converger;
    private final DnsConfig dns;

    public OpenEndpointActivity(Converger converger, DnsConfig dns) {
        this.converger = converger;
        this.dns = dns;
    }

    @Override
    public Class<OpenEndpoint> command() {
        return OpenEndpoint.class;
    }

    @Override
    public Outcome perform(OpenEndpoint command, Attempt attempt) {
        if (!command.getWanted()) {
            return Outcome.succeeded(new EndpointOpened(""));
        }
        var cluster = ClusterResources.of(command.getCluster());
        var name = cluster.names().publicDnsName(dns.zone());
        var endpoint = PublicEndpoint.desired(
                cluster, cluster.names().tags(attempt), command.getServers(), AddressRecord.id(dns, name));
        return converger.create(endpoint, attempt, seen -> new EndpointOpened("https://" + name));
    }
}
