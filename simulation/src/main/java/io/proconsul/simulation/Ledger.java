package io.proconsul.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the cloud really holds, by subject and cluster: written by the cloud alone, read by the checker alone. */
final class Ledger {
    private final Map<String, Map<String, Set<String>>> live = new LinkedHashMap<>();
    private final Watcher watcher;

    /** Looks at each resource as it comes into being. */
    interface Watcher {
        void made(String subject, String cluster, String part);
    }

    Ledger(Watcher watcher) {
        this.watcher = watcher;
    }

    void made(String subject, String cluster, String part) {
        var clusters = live.computeIfAbsent(subject, key -> new LinkedHashMap<>());
        if (clusters.computeIfAbsent(cluster, key -> new TreeSet<>()).add(part)) {
            watcher.made(subject, cluster, part);
        }
    }

    void removed(String subject, String cluster, String part) {
        var parts = live.getOrDefault(subject, Map.of()).get(cluster);
        if (parts != null) {
            parts.remove(part);
        }
    }

    Set<String> live(String subject, String cluster) {
        return live.getOrDefault(subject, Map.of()).getOrDefault(cluster, Set.of());
    }

    /** The subject's clusters of which anything is left. */
    List<String> clusters(String subject) {
        var there = new ArrayList<String>();
        for (var cluster : live.getOrDefault(subject, Map.of()).entrySet()) {
            if (!cluster.getValue().isEmpty()) {
                there.add(cluster.getKey());
            }
        }
        return there;
    }
}
