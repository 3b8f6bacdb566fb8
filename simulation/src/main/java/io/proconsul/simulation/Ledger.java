package io.proconsul.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
    Set<String> clusters(String subject) {
        return live.getOrDefault(subject, Map.of()).entrySet().stream()
                .filter(cluster -> !cluster.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
