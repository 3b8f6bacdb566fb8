package io.proconsul.gateway.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.error.Problem;
import io.proconsul.gateway.input.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The bodies of requests about snapshots. Subscription and resource group count as the path has them. */
final class SnapshotRequests {

    private static final Pattern NAME = Pattern.compile("[^" + Fields.INVISIBLE + "]{1,128}");
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,64}");
    private static final String TRUE = "TRUE";
    private static final List<String> PATH = List.of("subscriptionId", "resourceGroup");

    private SnapshotRequests() {}

    @Schema(name = "CreateSnapshotRequest")
    record Create(@Nullable String subscriptionId, @Nullable String resourceGroup, String name) {}

    /** Of the actions on one snapshot that need to know nothing else. */
    @Schema(name = "SnapshotRequest")
    record OnOne(@Nullable String subscriptionId, @Nullable String resourceGroup, String snapshotId) {}

    @Schema(name = "RenameSnapshotRequest")
    record Rename(@Nullable String subscriptionId, @Nullable String resourceGroup, String snapshotId, String name) {}

    @Schema(name = "RestoreSnapshotRequest")
    record Restore(
            @Nullable String subscriptionId,
            @Nullable String resourceGroup,
            String snapshotId,

            @Schema(
                    enumeration = {"TRUE", "FALSE"},
                    description = "Whether to take another one before.")
            @Nullable String takeSnapshot) {

        boolean takesAnother() {
            return TRUE.equals(takeSnapshot);
        }
    }

    static Create create(ObjectNode body) {
        return read(body, List.of("name"), fields -> new Create(null, null, name(fields)));
    }

    static OnOne onOne(ObjectNode body) {
        return read(body, List.of("snapshotId"), fields -> new OnOne(null, null, id(fields)));
    }

    static Rename rename(ObjectNode body) {
        return read(body, List.of("snapshotId", "name"), fields -> new Rename(null, null, id(fields), name(fields)));
    }

    static Restore restore(ObjectNode body) {
        return read(
                body,
                List.of("snapshotId", "takeSnapshot"),
                fields -> new Restore(
                        null, null, id(fields), fields.oneOf("takeSnapshot", "FALSE", List.of(TRUE, "FALSE"))));
    }

    /** @throws io.proconsul.gateway.error.ApiException with everything that is wrong */
    private static <T> T read(ObjectNode body, List<String> members, Function<Fields, T> reader) {
        var problems = new ArrayList<Problem>();
        var fields = new Fields(body, "", problems);
        fields.allowOnly(Stream.concat(PATH.stream(), members.stream()).toList());
        var request = reader.apply(fields);
        if (!problems.isEmpty()) {
            throw ApiError.invalid(problems).asException();
        }
        return request;
    }

    private static String name(Fields fields) {
        return required(fields, "name", NAME, "1 to 128 characters, all of them visible");
    }

    private static String id(Fields fields) {
        return required(fields, "snapshotId", ID, "the id of a snapshot");
    }

    private static String required(Fields fields, String member, Pattern pattern, String rule) {
        if (!fields.has(member)) {
            fields.invalid(member, rule);
        }
        return fields.matching(member, "", pattern, rule);
    }
}
