package io.proconsul.gateway.snapshot;

import io.proconsul.gateway.operation.Operation;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of answers about snapshots. */
final class SnapshotAnswers {

    private SnapshotAnswers() {}

    /** A snapshot is being taken; it is listed under its id from now on. */
    @Schema(name = "CreateSnapshotResponse")
    public record Begun(Operation operation, String snapshotId) {}

    @Schema(name = "GetSnapshotResponse")
    public record One(SnapshotProperties snapshot) {}

    @Schema(name = "ListSnapshotsResponse")
    public record All(List<SnapshotProperties> snapshots) {}
}
