package io.proconsul.gateway.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.proconsul.wire.Snapshot;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot as the API shows it.
 *
 * @param type MANUAL if somebody asked for it, else AUTOMATIC
 * @param size in bytes, as a string because proto3 writes int64 so; absent until it is taken
 * @param productVersion the version of Consul that wrote it, with its v
 * @param restoredAt when it was restored last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SnapshotProperties")
public record SnapshotProperties(
        String id,
        String name,

        @Schema(enumeration = {"MANUAL", "AUTOMATIC"}) String type,

        @Schema(enumeration = {"CREATING", "CREATING_FAILED", "READY", "RESTORING", "DELETING", "DELETING_FAILED"})
        String state,

        @Nullable String size,

        @Nullable String productVersion,

        @Nullable String restoredAt,

        @Nullable String requestedAt,

        @Nullable String finishedAt) {

    private static final String MANUAL = "MANUAL";

    static SnapshotProperties of(Snapshot snapshot) {
        var taken = !snapshot.getSha256().isEmpty();
        var version = snapshot.getProductVersion();
        return new SnapshotProperties(
                snapshot.getId(),
                snapshot.getName(),
                snapshot.getKind().equals(MANUAL) ? MANUAL : "AUTOMATIC",
                snapshot.getState(),
                taken ? Long.toString(snapshot.getBytes()) : null,
                version.isEmpty() ? null : "v" + version,
                text(snapshot.getRestoredAt()),
                text(snapshot.getRequestedAt()),
                taken ? text(snapshot.getTakenAt()) : null);
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
