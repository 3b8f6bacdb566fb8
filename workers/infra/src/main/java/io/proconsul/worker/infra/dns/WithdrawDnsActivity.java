package io.proconsul.worker.infra.dns;

import io.proconsul.wire.WithdrawDns;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.arm.Remover;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Removes the servers' common name. */
@ApplicationScoped
public class WithdrawDnsActivity implements Activity<WithdrawDns> {

    private final Remover remover;
    private final DnsConfig config;

    public WithdrawDnsActivity(Remover remover, DnsConfig config) {
        this.remover = remover;
        this.config = config;
    }

    @Override
    public Class<WithdrawDns> command() {
        return WithdrawDns.class;
    }

    @Override
    public Outcome perform(WithdrawDns command, Attempt attempt) {
        var name = ClusterNames.of(command.getCluster()).privateDnsName(config.zone());
        return remover.delete(List.of(AddressRecord.doomed(AddressRecord.id(config, name))), attempt);
    }
}
