package io.proconsul.gateway.upgrade;

import io.proconsul.gateway.version.OfferedVersion;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where the cluster's version may go in one step, the oldest first; empty if it is the newest. */
@Schema(name = "ListConsulUpgradeVersionsResponse")
public record UpgradeVersions(List<Version> versions) {

    @Schema(name = "Version")
    public record Version(String version, OfferedVersion.Status status) {}

    static UpgradeVersions of(List<OfferedVersion> offered) {
        return new UpgradeVersions(offered.stream()
                .map(it -> new Version(it.version().toString(), it.status()))
                .toList());
    }
}
