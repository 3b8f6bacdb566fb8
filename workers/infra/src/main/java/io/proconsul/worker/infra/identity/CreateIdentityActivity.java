package io.proconsul.worker.infra.identity;

import com.azure.resourcemanager.msi.fluent.models.IdentityInner;
import io.proconsul.wire.CreateIdentity;
import io.proconsul.wire.IdentityCreated;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Converger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes the servers' identity. */
@ApplicationScoped
public class CreateIdentityActivity implements Activity<CreateIdentity> {

    private final Converger converger;

    public CreateIdentityActivity(Converger converger) {
        this.converger = converger;
    }

    @Override
    public Class<CreateIdentity> command() {
        return CreateIdentity.class;
    }

    @Override
    public Outcome perform(CreateIdentity command, Attempt attempt) {
        var cluster = ClusterResources.of(command.getCluster());
        var identity = ServerIdentity.desired(cluster, cluster.names().tags(attempt));
        return converger.create(List.of(identity), attempt, seen -> {
            var made = seen.get(ArmTypes.IDENTITY, cluster.identity(), IdentityInner.class);
            return new IdentityCreated(
                    cluster.identity().path(),
                    made.principalId().toString(),
                    made.clientId().toString());
        });
    }
}
