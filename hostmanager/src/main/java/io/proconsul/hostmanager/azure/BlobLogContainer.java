package io.proconsul.hostmanager.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** A container of Azure's, written with this VM's managed identity. Tries once. */
public final class BlobLogContainer implements LogContainer {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int EXISTS = 409;
    private static final int CONDITION = 412;

    private final Supplier<BlobContainerClient> client;

    private BlobLogContainer(Supplier<BlobContainerClient> client) {
        this.client = client;
    }

    /** @param url of the container; must be https: the SDK sends no token over anything else */
    public static LogContainer of(String url, String identityClientId) {
        return new BlobLogContainer(Once.of(() -> new BlobContainerClientBuilder()
                .endpoint(url)
                .credential(new ManagedIdentityCredentialBuilder()
                        .clientId(identityClientId)
                        .maxRetry(1)
                        .build())
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.FIXED, 1, Math.toIntExact(TIMEOUT.toSeconds()), null, null, null))
                .buildClient()));
    }

    @Override
    public long put(String blob, byte[] content) throws IOException {
        var options = new BlobParallelUploadOptions(BinaryData.fromBytes(content))
                .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*"));
        try {
            client.get().getBlobClient(blob).uploadWithResponse(options, TIMEOUT, Context.NONE);
            return content.length;
        } catch (BlobStorageException e) {
            if (e.getStatusCode() == EXISTS || e.getStatusCode() == CONDITION) {
                return size(blob);
            }
            throw new IOException("HTTP %d %s".formatted(e.getStatusCode(), e.getErrorCode()), e);
        } catch (RuntimeException e) { // the SDK lets out whatever its HTTP client, credential or scheduler threw
            throw new IOException(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private long size(String blob) throws IOException {
        try {
            return client.get().getBlobClient(blob).getProperties().getBlobSize();
        } catch (RuntimeException e) { // as above
            throw new IOException(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
    }
}
