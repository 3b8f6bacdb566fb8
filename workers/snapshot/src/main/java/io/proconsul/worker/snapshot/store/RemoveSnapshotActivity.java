package io.proconsul.worker.snapshot.store;

import io.proconsul.wire.Done;
import io.proconsul.wire.RemoveSnapshot;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import jakarta.inject.Singleton;

/** Deletes one snapshot of the cluster's own account; one that is not there is deleted. */
@Singleton
public class RemoveSnapshotActivity implements Activity<RemoveSnapshot> {
    private final SnapshotStores stores;

    public RemoveSnapshotActivity(SnapshotStores stores) {
        this.stores = stores;
    }

    @Override
    public Class<RemoveSnapshot> command() {
        return RemoveSnapshot.class;
    }

    @Override
    public Outcome perform(RemoveSnapshot command, Attempt attempt) {
        var gone = stores.ofCluster(command.getCluster()).delete(SnapshotBlob.of(command.getSnapshotId()));
        return Outcome.succeeded(new Done(gone ? 1 : 0));
    }
}
