package io.proconsul.worker.infra.storage;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.options.BlobUploadFromFileOptions;
import io.proconsul.worker.Dependency;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One container of blobs. */
public final class BlobContainer {

    private static final long BLOCK_BYTES = 8L << 20;

    private final BlobContainerClient client;
    private final Dependency dependency;
    private final Dependency bulk;

    /** @param bulk what large files go through, which takes its time */
    BlobContainer(BlobContainerClient client, Dependency dependency, Dependency bulk) {
        this.client = client;
        this.dependency = dependency;
        this.bulk = bulk;
    }

    /** A blob as it was read, and the tag by which it is replaced. */
    public record Blob(BinaryData content, String etag) {}

    /** The container's service, as its clients are told. */
    public String endpoint() {
        return client.getServiceClient().getAccountUrl();
    }

    /** Writes a blob that never changes, such as one named by its hash; one that is there is left as it is. */
    public void putOnce(String name, byte[] content) {
        try {
            upload(name, content, null);
        } catch (BlobStorageException e) {
            if (!BlobErrorCode.BLOB_ALREADY_EXISTS.equals(e.getErrorCode()) && e.getStatusCode() != 412) {
                throw e;
            }
        }
    }

    /** The same for a file of any size, which goes up in blocks and becomes visible with one commit. */
    public void putOnce(String name, Path file) {
        if (dependency.get(() -> client.getBlobClient(name).exists())) {
            return;
        }
        var options = new BlobUploadFromFileOptions(file.toString())
                .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*"))
                .setParallelTransferOptions(new ParallelTransferOptions()
                        .setBlockSizeLong(BLOCK_BYTES)
                        .setMaxSingleUploadSizeLong(BLOCK_BYTES)
                        .setMaxConcurrency(1));
        try {
            bulk.get(() -> client.getBlobClient(name).uploadFromFileWithResponse(options, null, Context.NONE));
        } catch (BlobStorageException e) {
            if (!BlobErrorCode.BLOB_ALREADY_EXISTS.equals(e.getErrorCode()) && e.getStatusCode() != 412) {
                throw e;
            }
        }
    }

    public Optional<Blob> find(String name) {
        return dependency.get(() -> {
            try {
                var response = client.getBlobClient(name).downloadContentWithResponse(null, null, null, Context.NONE);
                return Optional.of(new Blob(
                        response.getValue(), response.getDeserializedHeaders().getETag()));
            } catch (BlobStorageException e) {
                if (e.getStatusCode() == 404) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /**
     * Writes a blob over the one that was read, or where none was.
     *
     * @throws BlobStorageException with ConditionNotMet or BlobAlreadyExists if someone else was faster
     */
    public void replace(String name, byte[] content, Optional<Blob> old) {
        upload(name, content, old.map(Blob::etag).orElse(null));
    }

    /** Deletes all blobs whose names begin so; a container that is gone has none. Returns how many there were. */
    public int deleteAll(String prefix) {
        return dependency.get(() -> {
            try {
                var names = client.listBlobs(new ListBlobsOptions().setPrefix(prefix), null).stream()
                        .map(blob -> blob.getName())
                        .toList();
                names.forEach(name -> client.getBlobClient(name).deleteIfExists());
                return names.size();
            } catch (BlobStorageException e) {
                if (e.getStatusCode() == 404) {
                    return 0;
                }
                throw e;
            }
        });
    }

    private void upload(String name, byte[] content, @Nullable String etag) {
        var condition = new BlobRequestConditions();
        if (etag == null) {
            condition.setIfNoneMatch("*");
        } else {
            condition.setIfMatch(etag);
        }
        var options = new BlobParallelUploadOptions(BinaryData.fromBytes(content)).setRequestConditions(condition);
        dependency.get(() -> client.getBlobClient(name).uploadWithResponse(options, null, Context.NONE));
    }
}
