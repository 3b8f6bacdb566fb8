package io.proconsul.worker.snapshot.store;

import java.nio.file.Path;
import java.util.Map;

/** A place for sealed snapshots. */
public interface SnapshotStore {

    /** Stores the file under the name, in the place of one that is there: a repeated attempt writes its own again. */
    void put(String name, Path file, Map<String, String> metadata);

    /**
     * Reads what is stored under the name into the file, which must be empty.
     *
     * @throws UnsoundSnapshotException if there is nothing
     */
    void get(String name, Path file);

    /** Adds to what is noted of it; does nothing if there is none. */
    void label(String name, String key, String value);

    /** Deletes one; false if there was none. */
    boolean delete(String name);

    /** Deletes everything; a store that is gone has nothing. Returns how many there were. */
    int deleteAll();
}
