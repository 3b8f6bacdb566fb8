package io.proconsul.worker.infra.arm;

import io.proconsul.worker.Attempt;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Outcome;
import java.util.Map;
import java.util.Optional;

/** Whose a resource is, by its marks: this attempt's to touch, a newer attempt's, or another cluster's. */
public final class Fence {

    private Fence() {}

    /** Whether the marks name another cluster. A resource without marks has its owner in its name. */
    public static boolean isForeign(Map<String, String> marks, Attempt attempt) {
        var owner = marks.get(ClusterNames.CLUSTER_TAG);
        return owner != null && !owner.equals(attempt.clusterId());
    }

    /** The failure of an attempt that meets what a newer one wrote; empty if it may go on. */
    public static Optional<Outcome> superseded(Map<String, String> marks, Attempt attempt, String what) {
        var epoch = epochOf(marks);
        return !isForeign(marks, attempt) && epoch > attempt.epoch()
                ? Optional.of(Outcome.permanent(
                        "Superseded",
                        what + " was written by epoch " + epoch + "; this attempt has only " + attempt.epoch()))
                : Optional.empty();
    }

    private static long epochOf(Map<String, String> marks) {
        var epoch = marks.getOrDefault(ClusterNames.EPOCH_TAG, "");
        return epoch.matches("[0-9]{1,18}") ? Long.parseLong(epoch) : 0;
    }
}
