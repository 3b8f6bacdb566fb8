package io.proconsul.worker.snapshot;

import io.proconsul.wire.ClusterRef;
import io.proconsul.worker.snapshot.store.SnapshotStore;
import io.proconsul.worker.snapshot.store.SnapshotStores;
import io.proconsul.worker.snapshot.store.UnsoundSnapshotException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A place for snapshots that can be looked into. */
final class InMemoryStore implements SnapshotStore {
    final Map<String, byte[]> files = new HashMap<>();
    final Map<String, Map<String, String>> metadata = new HashMap<>();

    static SnapshotStores stores(SnapshotStore ofCluster, Optional<SnapshotStore> archive) {
        return new SnapshotStores() {
            @Override
            public SnapshotStore ofCluster(ClusterRef ref) {
                return ofCluster;
            }

            @Override
            public Optional<SnapshotStore> archive() {
                return archive;
            }
        };
    }

    @Override
    public void put(String name, Path file, Map<String, String> described) {
        try {
            files.put(name, Files.readAllBytes(file));
            metadata.put(name, new HashMap<>(described));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void get(String name, Path file) {
        if (!files.containsKey(name)) {
            throw new UnsoundSnapshotException("is not there: " + name);
        }
        try {
            Files.write(file, files.get(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void label(String name, String key, String value) {
        metadata.computeIfPresent(name, (known, labels) -> {
            labels.put(key, value);
            return labels;
        });
    }

    @Override
    public boolean delete(String name) {
        return files.remove(name) != null;
    }

    @Override
    public int deleteAll() {
        files.clear();
        return 0;
    }
}
