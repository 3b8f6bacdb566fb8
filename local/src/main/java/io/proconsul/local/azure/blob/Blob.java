package io.proconsul.local.azure.blob;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A committed blob.
 *
 * @param etag with its quotes
 * @param headers the content headers as stored: content-type and the like, lower case
 * @param file where its encrypted bytes are
 */
record Blob(
        String name,
        String etag,
        Instant lastModified,
        long size,
        Map<String, String> headers,
        Map<String, String> metadata,
        Path file) {

    Blob {
        headers = Map.copyOf(headers);
        metadata = Map.copyOf(new TreeMap<>(metadata));
    }
}
