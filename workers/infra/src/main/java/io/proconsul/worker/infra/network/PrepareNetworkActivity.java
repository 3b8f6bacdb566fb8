package io.proconsul.worker.infra.network;

import io.proconsul.wire.NetworkReady;
import io.proconsul.wire.PrepareNetwork;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.Converger;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes the cluster's network. */
@ApplicationScoped
public class PrepareNetworkActivity implements Activity<PrepareNetwork> {

    private final Converger converger;

    public PrepareNetworkActivity(Converger converger) {
        this.converger = converger;
    }

    @Override
    public Class<PrepareNetwork> command() {
        return PrepareNetwork.class;
    }

    @Override
    public Outcome perform(PrepareNetwork command, Attempt attempt) {
        var cluster = ClusterResources.of(command.getCluster());
        var network = ClusterNetwork.desired(
                cluster, cluster.names().tags(attempt), command.getVnetCidr(), command.getExternalEndpoint());
        return converger.create(
                network,
                attempt,
                seen -> new NetworkReady(
                        cluster.names().vnet(),
                        cluster.subnet().path(),
                        cluster.securityGroup().path()));
    }
}
