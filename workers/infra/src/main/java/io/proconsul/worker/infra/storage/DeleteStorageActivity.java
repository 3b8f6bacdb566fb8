package io.proconsul.worker.infra.storage;

import io.proconsul.wire.DeleteStorage;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Doomed;
import io.proconsul.worker.infra.arm.Remover;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Removes the storage account with all that is in it. */
@ApplicationScoped
public class DeleteStorageActivity implements Activity<DeleteStorage> {

    private final Remover remover;

    public DeleteStorageActivity(Remover remover) {
        this.remover = remover;
    }

    @Override
    public Class<DeleteStorage> command() {
        return DeleteStorage.class;
    }

    @Override
    public Outcome perform(DeleteStorage command, Attempt attempt) {
        var cluster = ClusterResources.of(command.getCluster());
        return remover.delete(List.of(Doomed.of(ArmTypes.STORAGE_ACCOUNT, cluster.storageAccount())), attempt);
    }
}
