package io.proconsul.worker.infra.federation;

import io.proconsul.wire.Done;
import io.proconsul.wire.PeerNetworks;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.Converger;
import jakarta.enterprise.context.ApplicationScoped;

/** Connects the networks of a secondary and of its primary. */
@ApplicationScoped
public class PeerNetworksActivity implements Activity<PeerNetworks> {

    private final Converger converger;

    public PeerNetworksActivity(Converger converger) {
        this.converger = converger;
    }

    @Override
    public Class<PeerNetworks> command() {
        return PeerNetworks.class;
    }

    @Override
    public Outcome perform(PeerNetworks command, Attempt attempt) {
        var secondary = ClusterResources.of(command.getCluster());
        var primary = ClusterResources.of(command.getPrimary());
        return converger.create(Peerings.desired(secondary, primary), attempt, seen -> new Done(2));
    }
}
