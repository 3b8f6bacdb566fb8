package io.proconsul.worker.infra.identity;

import io.proconsul.wire.DeleteIdentity;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Doomed;
import io.proconsul.worker.infra.arm.Remover;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Removes the servers' identity. */
@ApplicationScoped
public class DeleteIdentityActivity implements Activity<DeleteIdentity> {

    private final Remover remover;

    public DeleteIdentityActivity(Remover remover) {
        this.remover = remover;
    }

    @Override
    public Class<DeleteIdentity> command() {
        return DeleteIdentity.class;
    }

    @Override
    public Outcome perform(DeleteIdentity command, Attempt attempt) {
        var cluster = ClusterResources.of(command.getCluster());
        return remover.delete(List.of(Doomed.of(ArmTypes.IDENTITY, cluster.identity())), attempt);
    }
}
