package io.proconsul.schemas;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** The registry's compatibility levels: which earlier versions a new one has to get along with, and in which direction. */
public enum Compatibility {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean readsOld;
    private final boolean readByOld;
    private final boolean transitive;

    Compatibility(boolean readsOld, boolean readByOld, boolean transitive) {
        this.readsOld = readsOld;
        this.readByOld = readByOld;
        this.transitive = transitive;
    }

    /** One line per broken promise; empty if the candidate may follow the earlier versions, the newest of which is last. */
    public List<String> problems(Schema candidate, List<Schema> earlier) {
        var relevant = transitive || earlier.isEmpty() ? earlier : earlier.subList(earlier.size() - 1, earlier.size());
        var problems = new ArrayList<String>();
        for (var version : relevant) {
            if (readsOld) {
                problems.addAll(reading(candidate, version, "the new schema cannot read the old one"));
            }
            if (readByOld) {
                problems.addAll(reading(version, candidate, "the old schema cannot read the new one"));
            }
        }
        return problems;
    }

    private static List<String> reading(Schema reader, Schema writer, String what) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult();
        if (result.getCompatibility() == COMPATIBLE) {
            return List.of();
        }
        return result.getIncompatibilities().stream()
                .map(found ->
                        "%s: %s %s at %s".formatted(what, found.getType(), found.getMessage(), found.getLocation()))
                .toList();
    }
}
