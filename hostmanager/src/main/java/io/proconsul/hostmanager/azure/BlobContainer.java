package io.proconsul.hostmanager.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.core.util.DateTimeRfc1123;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The container in Azure Blob Storage, read with this VM's managed identity. Tries once: when to try again is the
 * poller's decision alone.
 */
public final class BlobContainer implements Container {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** Of a program. */
    private static final Duration LARGE_TIMEOUT = Duration.ofMinutes(10);

    private final Supplier<BlobContainerClient> client;
    private final Clock clock;

    BlobContainer(Supplier<BlobContainerClient> client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** @param endpoint must be https: the SDK sends no token over anything else */
    public static Container of(String endpoint, String container, String identityClientId, Clock clock) {
        return new BlobContainer(
                Once.of(() -> new BlobContainerClientBuilder()
                        .endpoint(endpoint)
                        .containerName(container)
                        .credential(new ManagedIdentityCredentialBuilder()
                                .clientId(identityClientId)
                                .maxRetry(1)
                                .build())
                        .retryOptions(new RequestRetryOptions(
                                RetryPolicyType.FIXED, 1, Math.toIntExact(TIMEOUT.toSeconds()), null, null, null))
                        .buildClient()),
                clock);
    }

    @Override
    public Fetched fetch(String blob, Optional<String> etag, long limit) {
        var conditions = new BlobRequestConditions();
        etag.ifPresent(conditions::setIfNoneMatch);
        var content = new Bounded(limit);
        try {
            var response = client.get()
                    .getBlobClient(blob)
                    .downloadStreamWithResponse(content, null, null, conditions, false, TIMEOUT, Context.NONE);
            return new Fetched.Found(
                    new Fetched.Content(content.toByteArray()),
                    quoted(response.getDeserializedHeaders().getETag()),
                    skew(response));
        } catch (BlobStorageException e) {
            return e.getStatusCode() == 304
                    ? new Fetched.Unchanged()
                    : new Fetched.Unavailable("%s: HTTP %d %s".formatted(blob, e.getStatusCode(), e.getErrorCode()));
        } catch (RuntimeException e) { // the SDK lets out whatever its HTTP client, credential or scheduler threw
            return new Fetched.Unavailable(blob + ": " + rootCause(e));
        }
    }

    @Override
    public Optional<String> save(String blob, Path file, long limit) {
        try (var out = new BoundedFile(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), limit)) {
            client.get()
                    .getBlobClient(blob)
                    .downloadStreamWithResponse(out, null, null, null, false, LARGE_TIMEOUT, Context.NONE);
            return Optional.empty();
        } catch (BlobStorageException e) {
            return Optional.of("%s: HTTP %d %s".formatted(blob, e.getStatusCode(), e.getErrorCode()));
        } catch (IOException | RuntimeException e) { // as above
            return Optional.of(blob + ": " + rootCause(e));
        }
    }

    /** The SDK takes the quotes off, which belong to the tag when it is sent back. */
    private static String quoted(String etag) {
        return etag.startsWith("\"") ? etag : '"' + etag + '"';
    }

    private Duration skew(Response<?> response) {
        var date = response.getHeaders().getValue(HttpHeaderName.DATE);
        return date == null
                ? Duration.ZERO
                : Duration.between(new DateTimeRfc1123(date).getDateTime().toInstant(), clock.instant());
    }

    private static String rootCause(Throwable error) {
        var cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName()
                + Optional.ofNullable(cause.getMessage())
                        .flatMap(message -> message.lines().findFirst())
                        .map(line -> ": " + line)
                        .orElse("");
    }

    /** Refuses to write more than was announced. */
    private static final class BoundedFile extends FilterOutputStream {
        private long left;

        BoundedFile(OutputStream out, long limit) {
            super(out);
            this.left = limit;
        }

        @Override
        public void write(int b) throws IOException {
            admit(1);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            admit(length);
            out.write(bytes, offset, length);
        }

        private void admit(int more) throws IOException {
            left -= more;
            if (left < 0) {
                throw new IOException("larger than announced");
            }
        }
    }

    /** Refuses to grow beyond its limit, whatever length the server announced. */
    private static final class Bounded extends ByteArrayOutputStream {
        private final long limit;

        Bounded(long limit) {
            this.limit = limit;
        }

        @Override
        public synchronized void write(int b) {
            admit(1);
            super.write(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            admit(length);
            super.write(bytes, offset, length);
        }

        private void admit(int more) {
            if (count + (long) more > limit) {
                throw new UncheckedIOException(new IOException("larger than " + limit + " bytes"));
            }
        }
    }
}
