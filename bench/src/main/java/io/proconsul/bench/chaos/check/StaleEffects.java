package io.proconsul.bench.chaos.check;

import io.proconsul.local.ledger.Effect;
import io.proconsul.wire.ClusterState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes that came too late: those of an epoch after a higher one had written the same resource, and those to a cluster
 * whose last operation had ended. Machines and their network interfaces are made by the cloud, not by us.
 */
final class StaleEffects {
    private static final String EPOCH = "proconsul-epoch";
    private static final String MADE_BY_THE_CLOUD = "/virtualmachines";

    /** How exactly the end of an operation is told: a worker's answer is dated in milliseconds. */
    private static final ChronoUnit ENDS_TO = ChronoUnit.MILLIS;

    private StaleEffects() {}

    static List<String> in(List<Effect> effects, Map<String, ClusterState> clusters) {
        var stale = new ArrayList<String>();
        Map<String, Long> highest = new HashMap<>();
        var ends = ends(clusters);
        for (var effect : effects) {
            if (effect.kind() == Effect.Kind.REMOVED
                    || effect.type().toLowerCase(Locale.ROOT).contains(MADE_BY_THE_CLOUD)) {
                continue;
            }
            supersededIn(effect, highest).ifPresent(stale::add);
            var end = Places.cluster(effect.resource()).map(ends::get);
            if (end.filter(effect.at().truncatedTo(ENDS_TO)::isAfter).isPresent()) {
                stale.add("stale: %s was written at %s, after the cluster's last operation had ended at %s"
                        .formatted(effect.resource(), effect.at(), end.get()));
            }
        }
        return stale;
    }

    private static Optional<String> supersededIn(Effect effect, Map<String, Long> highest) {
        var tag = effect.tags().get(EPOCH);
        if (tag == null) {
            return Optional.empty();
        }
        long epoch = Long.parseLong(tag);
        long before = highest.merge(effect.resource().toLowerCase(Locale.ROOT), epoch, Math::max);
        return before > epoch
                ? Optional.of("stale: %s was written by epoch %d at %s, after epoch %d"
                        .formatted(effect.resource(), epoch, effect.at(), before))
                : Optional.empty();
    }

    private static Map<String, Instant> ends(Map<String, ClusterState> clusters) {
        Map<String, Instant> ends = new HashMap<>();
        clusters.forEach((name, state) -> ends.put(name.toLowerCase(Locale.ROOT), state.getChangedAt()));
        return ends;
    }
}
