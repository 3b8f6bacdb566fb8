package io.proconsul.worker.snapshot.store;

import io.proconsul.wire.DeleteSnapshots;
import io.proconsul.wire.Done;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import jakarta.inject.Singleton;

/** Deletes the snapshots in the cluster's own account; those in the archive stay until they expire. */
@Singleton
public class DeleteSnapshotsActivity implements Activity<DeleteSnapshots> {
    private final SnapshotStores stores;

    public DeleteSnapshotsActivity(SnapshotStores stores) {
        this.stores = stores;
    }

    @Override
    public Class<DeleteSnapshots> command() {
        return DeleteSnapshots.class;
    }

    @Override
    public Outcome perform(DeleteSnapshots command, Attempt attempt) {
        return Outcome.succeeded(new Done(stores.ofCluster(command.getCluster()).deleteAll()));
    }
}
