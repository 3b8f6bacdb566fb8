package io.proconsul.worker.infra.access;

import io.proconsul.wire.AccessGranted;
import io.proconsul.wire.GrantAccess;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.Converger;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives the servers' identity its rights. A fresh identity is unknown for a while: that is waited for. */
@ApplicationScoped
public class GrantAccessActivity implements Activity<GrantAccess> {

    private final Converger converger;

    public GrantAccessActivity(Converger converger) {
        this.converger = converger;
    }

    @Override
    public Class<GrantAccess> command() {
        return GrantAccess.class;
    }

    @Override
    public Outcome perform(GrantAccess command, Attempt attempt) {
        var assignments = ServerAccess.desired(ClusterResources.of(command.getCluster()), command.getPrincipalId());
        var ids = assignments.stream().map(it -> it.id().path()).toList();
        return converger.create(assignments, attempt, seen -> new AccessGranted(ids));
    }
}
