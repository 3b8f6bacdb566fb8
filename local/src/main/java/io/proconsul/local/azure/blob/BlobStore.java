package io.proconsul.local.azure.blob;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** All blobs of all accounts. Thread-safe; whoever must check and then write holds the store's monitor meanwhile. */
public final class BlobStore {
    private final Map<String, NavigableMap<String, Blob>> containers = new HashMap<>();
    private final Map<String, Map<String, Path>> uncommitted = new HashMap<>();
    private final SealedFiles files;
    private final Clock clock;

    public BlobStore(Path folder, Clock clock) {
        this.files = new SealedFiles(folder);
        this.clock = clock;
    }

    synchronized Optional<Blob> find(String account, String container, String name) {
        return Optional.ofNullable(blobs(account, container).get(name));
    }

    /** In the order of their names. */
    synchronized List<Blob> list(String account, String container, String prefix) {
        return blobs(account, container).tailMap(prefix).values().stream()
                .takeWhile(blob -> blob.name().startsWith(prefix))
                .toList();
    }

    synchronized byte[] read(Blob blob) {
        return files.open(blob.file());
    }

    synchronized Blob write(
            String account,
            String container,
            String name,
            byte[] content,
            Map<String, String> headers,
            Map<String, String> metadata) {
        var blob = new Blob(name, etag(), clock.instant(), content.length, headers, metadata, files.seal(content));
        var old = blobs(account, container).put(name, blob);
        if (old != null) {
            files.remove(old.file());
        }
        return blob;
    }

    /** Changes what is stored beside the bytes. */
    synchronized Blob describe(
            String account, String container, Blob blob, Map<String, String> headers, Map<String, String> metadata) {
        var changed = new Blob(blob.name(), etag(), clock.instant(), blob.size(), headers, metadata, blob.file());
        blobs(account, container).put(blob.name(), changed);
        return changed;
    }

    synchronized void stage(String account, String container, String name, String blockId, byte[] content) {
        var old = uncommitted
                .computeIfAbsent(key(account, container) + "/" + name, blob -> new HashMap<>())
                .put(blockId, files.seal(content));
        if (old != null) {
            files.remove(old);
        }
    }

    /** The bytes of the named blocks in that order; empty if one was never staged. */
    synchronized Optional<byte[]> join(String account, String container, String name, List<String> blockIds) {
        var blocks = uncommitted.getOrDefault(key(account, container) + "/" + name, Map.of());
        var joined = new ByteArrayOutputStream();
        for (var id : blockIds) {
            var file = blocks.get(id);
            if (file == null) {
                return Optional.empty();
            }
            joined.writeBytes(files.open(file));
        }
        return Optional.of(joined.toByteArray());
    }

    synchronized void dropBlocks(String account, String container, String name) {
        var blocks = uncommitted.remove(key(account, container) + "/" + name);
        if (blocks != null) {
            blocks.values().forEach(files::remove);
        }
    }

    synchronized void delete(String account, String container, String name) {
        var blob = blobs(account, container).remove(name);
        if (blob != null) {
            files.remove(blob.file());
        }
    }

    /** Removes a container's blobs. */
    public synchronized void deleteAll(String account, String container) {
        list(account, container, "").forEach(blob -> delete(account, container, blob.name()));
        new ArrayList<>(uncommitted.keySet())
                .stream()
                        .filter(key -> key.startsWith(key(account, container) + "/"))
                        .forEach(key -> uncommitted.remove(key).values().forEach(files::remove));
        containers.remove(key(account, container));
    }

    /** How many blobs there are, by account and container as account/container. */
    public synchronized Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        containers.forEach((container, blobs) -> counts.put(container, blobs.size()));
        return counts;
    }

    private NavigableMap<String, Blob> blobs(String account, String container) {
        return containers.computeIfAbsent(key(account, container), key -> new TreeMap<String, Blob>());
    }

    private static String key(String account, String container) {
        return account + "/" + container;
    }

    private static String etag() {
        return "\"0x"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 15).toUpperCase(Locale.ROOT)
                + "\"";
    }
}
