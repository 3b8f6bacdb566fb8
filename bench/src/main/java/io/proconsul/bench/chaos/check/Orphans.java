package io.proconsul.bench.chaos.check;

import io.proconsul.local.ledger.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is left of clusters that are no more. Whatever was there before a cluster was first asked for is its customer's;
 * a managed resource group is left without a mark of ours. Every cluster of a run is gone at its end.
 */
final class Orphans {
    private static final String MARK = "proconsul-cluster";

    private Orphans() {}

    static List<String> in(Evidence evidence) {
        var orphans = new ArrayList<String>();
        alive(evidence.effects()).forEach((id, effect) -> {
            if (isOurs(effect, evidence)) {
                orphans.add("orphan: " + effect.resource());
            }
        });
        evidence.blobs().forEach(container -> orphans.add("orphan: blobs in " + container));
        evidence.mounts().forEach(mount -> orphans.add("orphan: Vault mount " + mount));
        return orphans;
    }

    /** Each living resource with the effect that created it, or, of a group, the last one. */
    private static Map<String, Effect> alive(List<Effect> effects) {
        Map<String, Effect> alive = new LinkedHashMap<>();
        for (var effect : effects) {
            var id = effect.resource().toLowerCase(Locale.ROOT);
            switch (effect.kind()) {
                case CREATED -> alive.put(id, effect);
                case CHANGED -> alive.computeIfPresent(id, (same, old) -> Places.isGroup(id) ? effect : old);
                case REMOVED -> alive.remove(id);
            }
        }
        return alive;
    }

    private static boolean isOurs(Effect effect, Evidence evidence) {
        if (Places.isGroup(effect.resource())) {
            return effect.tags().containsKey(MARK);
        }
        var first = firstAsked(evidence.asked());
        return Places.cluster(effect.resource())
                .map(cluster -> first.getOrDefault(cluster, Instant.MAX))
                .map(asked -> !effect.at().isBefore(asked))
                .orElseGet(() -> isInOurZone(effect));
    }

    private static boolean isInOurZone(Effect effect) {
        var type = effect.type().toLowerCase(Locale.ROOT);
        return type.startsWith("microsoft.network/dnszones/");
    }

    private static Map<String, Instant> firstAsked(List<Asked> asked) {
        Map<String, Instant> first = new HashMap<>();
        asked.forEach(
                one -> first.merge(one.cluster().toLowerCase(Locale.ROOT), one.at(), (a, b) -> a.isBefore(b) ? a : b));
        return first;
    }
}
