package io.proconsul.worker.infra.endpoint;

import io.proconsul.wire.CloseEndpoint;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.Remover;
import io.proconsul.worker.infra.dns.AddressRecord;
import io.proconsul.worker.infra.dns.DnsConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** Closes the cluster to the internet; whether it was open need not be known. */
@ApplicationScoped
public class CloseEndpointActivity implements Activity<CloseEndpoint> {

    private final Remover remover;
    private final DnsConfig dns;

    public CloseEndpointActivity(Remover remover, DnsConfig dns) {
        this.remover = remover;
        this.dns = dns;
    }

    @Override
    public Class<CloseEndpoint> command() {
        return CloseEndpoint.class;
    }

    @Override
    public Outcome perform(CloseEndpoint command, Attempt attempt) {
        var cluster = ClusterResources.of(command.getCluster());
        var name = AddressRecord.id(dns, cluster.names().publicDnsName(dns.zone()));
        return remover.delete(PublicEndpoint.doomed(cluster, name), attempt);
    }
}
