package io.proconsul.gateway.version;

import io.proconsul.schemas.ConsulVersion;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version of Consul in the catalogue. */
public record OfferedVersion(ConsulVersion version, Status status) {

    /** As the API has it. */
    @Schema(name = "VersionStatus")
    public enum Status {
        AVAILABLE,
        RECOMMENDED,
        PREVIEW
    }
}
