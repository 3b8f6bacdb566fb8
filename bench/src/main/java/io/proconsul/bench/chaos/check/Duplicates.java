package io.proconsul.bench.chaos.check;

import io.proconsul.local.ledger.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whatever a cluster has one of, it never has two of: networks, accounts, identities and so on by type, servers by type
 * and number. Replays the effects and looks after each.
 */
final class Duplicates {
    private static final Set<String> ONE_EACH = Set.of(
            "microsoft.network/virtualnetworks",
            "microsoft.network/networksecuritygroups",
            "microsoft.network/publicipaddresses",
            "microsoft.network/loadbalancers",
            "microsoft.managedidentity/userassignedidentities",
            "microsoft.storage/storageaccounts");
    private static final String SCALE_SET = "microsoft.compute/virtualmachinescalesets";

    private Duplicates() {}

    static List<String> in(List<Effect> effects) {
        var found = new ArrayList<String>();
        Map<String, Set<String>> alive = new HashMap<>();
        for (var effect : effects) {
            var slot = slot(effect);
            if (slot.isEmpty()) {
                continue;
            }
            var holders = alive.computeIfAbsent(slot, any -> new LinkedHashSet<>());
            var id = effect.resource().toLowerCase(Locale.ROOT);
            if (effect.kind() == Effect.Kind.REMOVED) {
                holders.remove(id);
            } else if (holders.add(id) && holders.size() > 1) {
                found.add("duplicate: at %s there were %d of %s: %s"
                        .formatted(effect.at(), holders.size(), slot, holders));
            }
        }
        return found;
    }

    /** What there may be one of; empty for resources that may be many. */
    private static String slot(Effect effect) {
        var type = effect.type().toLowerCase(Locale.ROOT);
        var cluster = Places.cluster(effect.resource());
        if (cluster.isEmpty()) {
            return "";
        }
        if (ONE_EACH.contains(type)) {
            return cluster.get() + " " + type;
        }
        if (type.equals(SCALE_SET)) {
            var name = effect.resource();
            return cluster.get() + " " + type + name.substring(name.lastIndexOf('-'));
        }
        return "";
    }
}
