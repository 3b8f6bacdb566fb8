package io.proconsul.worker.infra.storage;

import com.azure.resourcemanager.storage.fluent.models.StorageAccountInner;
import io.proconsul.wire.CreateStorage;
import io.proconsul.wire.StorageCreated;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import io.proconsul.worker.infra.ClusterResources;
import io.proconsul.worker.infra.arm.ArmTypes;
import io.proconsul.worker.infra.arm.Converger;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes the cluster's storage account and its containers. */
@ApplicationScoped
public class CreateStorageActivity implements Activity<CreateStorage> {

    private final Converger converger;

    public CreateStorageActivity(Converger converger) {
        this.converger = converger;
    }

    @Override
    public Class<CreateStorage> command() {
        return CreateStorage.class;
    }

    @Override
    public Outcome perform(CreateStorage command, Attempt attempt) {
        var cluster = ClusterResources.of(command.getCluster());
        var storage = ClusterStorage.desired(cluster, cluster.names().tags(attempt));
        return converger.create(storage, attempt, seen -> {
            var account = seen.get(ArmTypes.STORAGE_ACCOUNT, cluster.storageAccount(), StorageAccountInner.class);
            return new StorageCreated(
                    cluster.names().storageAccount(),
                    cluster.storageAccount().path(),
                    account.primaryEndpoints().blob(),
                    cluster.names().configContainer(),
                    cluster.names().snapshotContainer());
        });
    }
}
