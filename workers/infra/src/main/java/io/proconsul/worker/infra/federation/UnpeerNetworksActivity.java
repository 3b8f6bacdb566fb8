package io.proconsul.worker.infra.federation;

import io.proconsul.wire.UnpeerNetworks;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.Remover;
import jakarta.enterprise.context.ApplicationScoped;

/** Parts the two networks again, also when one of them is gone already. */
@ApplicationScoped
public class UnpeerNetworksActivity implements Activity<UnpeerNetworks> {

    private final Remover remover;

    public UnpeerNetworksActivity(Remover remover) {
        this.remover = remover;
    }

    @Override
    public Class<UnpeerNetworks> command() {
        return UnpeerNetworks.class;
    }

    @Override
    public Outcome perform(UnpeerNetworks command, Attempt attempt) {
        var secondary = ClusterResources.of(command.getCluster());
        var primary = ClusterResources.of(command.getPrimary());
        return remover.delete(Peerings.doomed(secondary, primary), attempt);
    }
}
