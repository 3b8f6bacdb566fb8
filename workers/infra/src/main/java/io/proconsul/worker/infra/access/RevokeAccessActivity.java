package io.proconsul.worker.infra.access;

import io.proconsul.wire.RevokeAccess;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.Remover;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes the rights of the servers' identity away, also when the identity itself is gone already. */
@ApplicationScoped
public class RevokeAccessActivity implements Activity<RevokeAccess> {

    private final RoleAssignments assignments;
    private final Remover remover;

    public RevokeAccessActivity(RoleAssignments assignments, Remover remover) {
        this.assignments = assignments;
        this.remover = remover;
    }

    @Override
    public Class<RevokeAccess> command() {
        return RevokeAccess.class;
    }

    @Override
    public Outcome perform(RevokeAccess command, Attempt attempt) {
        return remover.delete(assignments.of(ClusterResources.of(command.getCluster())), attempt);
    }
}
