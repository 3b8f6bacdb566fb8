package io.proconsul.worker.snapshot.store;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobDownloadToFileOptions;
import com.azure.storage.blob.options.BlobUploadFromFileOptions;
import io.proconsul.worker.Dependency;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A container. Large files go up in blocks and become visible with one commit. */
final class BlobSnapshotStore implements SnapshotStore {
    private static final int NOT_FOUND = 404;
    private static final long BLOCK_BYTES = 8L << 20;

    private final BlobContainerClient container;
    private final Dependency dependency;

    BlobSnapshotStore(BlobContainerClient container, Dependency dependency) {
        this.container = container;
        this.dependency = dependency;
    }

    @Override
    public void put(String name, Path file, Map<String, String> metadata) {
        var options = new BlobUploadFromFileOptions(file.toString())
                .setMetadata(metadata)
                .setParallelTransferOptions(new ParallelTransferOptions()
                        .setBlockSizeLong(BLOCK_BYTES)
                        .setMaxSingleUploadSizeLong(BLOCK_BYTES)
                        .setMaxConcurrency(1));
        dependency.get(() -> container.getBlobClient(name).uploadFromFileWithResponse(options, null, Context.NONE));
    }

    @Override
    public void get(String name, Path file) {
        var options = new BlobDownloadToFileOptions(file.toString())
                .setOpenOptions(Set.of(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))
                .setParallelTransferOptions(new com.azure.storage.common.ParallelTransferOptions()
                        .setBlockSizeLong(BLOCK_BYTES)
                        .setMaxConcurrency(1));
        dependency.get(() -> {
            try {
                return container.getBlobClient(name).downloadToFileWithResponse(options, null, Context.NONE);
            } catch (RuntimeException e) {
                if (isGone(e)) {
                    throw new UnsoundSnapshotException("is not in the cluster's account any more: " + name);
                }
                throw e;
            }
        });
    }

    @Override
    public void label(String name, String key, String value) {
        dependency.get(() -> {
            var blob = container.getBlobClient(name);
            try {
                var metadata = new HashMap<>(blob.getProperties().getMetadata());
                metadata.put(key, value);
                blob.setMetadata(metadata);
                return true;
            } catch (RuntimeException e) {
                if (isGone(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public boolean delete(String name) {
        return dependency.get(() -> {
            try {
                return container.getBlobClient(name).deleteIfExists();
            } catch (RuntimeException e) {
                if (isGone(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public int deleteAll() {
        return dependency.get(() -> {
            try {
                var names = container.listBlobs().stream()
                        .map(blob -> blob.getName())
                        .toList();
                names.forEach(name -> container.getBlobClient(name).deleteIfExists());
                return names.size();
            } catch (RuntimeException e) {
                if (isGone(e)) {
                    return 0;
                }
                throw e;
            }
        });
    }

    /** The container, or the account with its host name. */
    private static boolean isGone(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException
                    || (cause instanceof BlobStorageException blob && blob.getStatusCode() == NOT_FOUND)) {
                return true;
            }
        }
        return false;
    }
}
