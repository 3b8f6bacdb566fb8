package io.proconsul.worker.infra.dns;

import io.proconsul.wire.DnsPublished;
import io.proconsul.wire.PublishDns;
import io.proconsul.wire.Server;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.arm.Converger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Gives the servers a common name, by which clients find and join them. */
@ApplicationScoped
public class PublishDnsActivity implements Activity<PublishDns> {

    private final Converger converger;
    private final DnsConfig config;

    public PublishDnsActivity(Converger converger, DnsConfig config) {
        this.converger = converger;
        this.config = config;
    }

    @Override
    public Class<PublishDns> command() {
        return PublishDns.class;
    }

    @Override
    public Outcome perform(PublishDns command, Attempt attempt) {
        var names = ClusterNames.of(command.getCluster());
        var name = names.privateDnsName(config.zone());
        var addresses = command.getServers().stream().map(Server::getAddress).toList();
        var record = AddressRecord.desired(AddressRecord.id(config, name), names.tags(attempt), addresses);
        return converger.create(List.of(record), attempt, seen -> new DnsPublished(name));
    }
}
