package io.proconsul.worker.snapshot.store;

import java.nio.file.Path;
import java.util.Map;

/** A place for sealed snapshots. */
public interface SnapshotStore {

    /** Stores the file under the name, in the place of one that is there: a repeated attempt writes its own again. */
    void put(String name, Path file, Map<String, String> metadata);

    /** Deletes everything; a store that is gone has nothing. Returns how many there were. */
    int deleteAll();
}
