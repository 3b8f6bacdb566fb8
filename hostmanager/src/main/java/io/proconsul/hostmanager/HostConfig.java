package io.proconsul.hostmanager;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What cloud-init tells this host, once and for all: where its configuration is, never the configuration itself.
 *
 * @param node this server's Consul node name
 * @param blobEndpoint https URL of the cluster's storage account
 * @param container that holds manifest and blobs
 * @param manifestPath blob name of this server's manifest
 * @param identityClientId the user-assigned identity that may read the container
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HostConfig(
        int schemaVersion,
        String clusterId,
        String node,
        String blobEndpoint,
        String container,
        String manifestPath,
        String identityClientId) {
    private static final int SCHEMA_VERSION = 1;

    public HostConfig {
        if (schemaVersion != SCHEMA_VERSION) {
            throw new IllegalArgumentException(
                    "schemaVersion: expected %d, found %d".formatted(SCHEMA_VERSION, schemaVersion));
        }
        require("clusterId", clusterId);
        require("node", node);
        require("container", container);
        require("manifestPath", manifestPath);
        require("identityClientId", identityClientId);
        if (!"https".equals(URI.create(require("blobEndpoint", blobEndpoint)).getScheme())) {
            throw new IllegalArgumentException("blobEndpoint: expected an https URL, found " + blobEndpoint);
        }
    }

    /** @throws IOException naming the file and the field that is wrong */
    public static HostConfig read(Path file) throws IOException {
        try {
            return new JsonMapper().readValue(file.toFile(), HostConfig.class);
        } catch (IOException e) {
            throw new IOException("cannot use " + file + ": " + e.getMessage(), e);
        }
    }

    private static String require(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + ": missing");
        }
        return value;
    }
}
