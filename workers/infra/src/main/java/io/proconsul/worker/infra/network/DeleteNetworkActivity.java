package io.proconsul.worker.infra.network;

import io.proconsul.wire.DeleteNetwork;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.Remover;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes the cluster's network; its firewall goes last, since the subnet uses it. */
@ApplicationScoped
public class DeleteNetworkActivity implements Activity<DeleteNetwork> {

    private final Remover remover;

    public DeleteNetworkActivity(Remover remover) {
        this.remover = remover;
    }

    @Override
    public Class<DeleteNetwork> command() {
        return DeleteNetwork.class;
    }

    @Override
    public Outcome perform(DeleteNetwork command, Attempt attempt) {
        var cluster = ClusterResources.of(command.getCluster());
        return remover.delete(ClusterNetwork.doomed(cluster), attempt);
    }
}
