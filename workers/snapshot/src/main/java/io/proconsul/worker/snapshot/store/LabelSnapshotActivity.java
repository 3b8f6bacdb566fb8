package io.proconsul.worker.snapshot.store;

import io.proconsul.wire.Done;
import io.proconsul.wire.LabelSnapshot;
import io.proconsul.worker.Activity;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import jakarta.inject.Singleton;

/** Notes a snapshot's name on its blob. */
@Singleton
public class LabelSnapshotActivity implements Activity<LabelSnapshot> {
    private final SnapshotStores stores;

    public LabelSnapshotActivity(SnapshotStores stores) {
        this.stores = stores;
    }

    @Override
    public Class<LabelSnapshot> command() {
        return LabelSnapshot.class;
    }

    @Override
    public Outcome perform(LabelSnapshot command, Attempt attempt) {
        stores.ofCluster(command.getCluster())
                .label(
                        SnapshotBlob.of(command.getSnapshotId()),
                        SnapshotBlob.NAME,
                        SnapshotBlob.name(command.getName()));
        return Outcome.succeeded(new Done(1));
    }
}
