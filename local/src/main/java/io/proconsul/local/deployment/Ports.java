package io.proconsul.local.deployment;

import io.proconsul.local.kafka.FreePorts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which loopback port every listener of a stack has; a name is a service's, or a service's with a purpose behind it. */
public record Ports(Map<String, Integer> byName) {

    public Ports {
        byName = Map.copyOf(byName);
    }

    /** A port for every name: the one it had before if that is free, else another free one. */
    public static Ports allocate(List<String> names, Ports before) {
        var chosen = new TreeMap<String, Integer>();
        for (var name : names) {
            Optional.ofNullable(before.byName.get(name))
                    .filter(FreePorts::isFree)
                    .ifPresent(port -> chosen.put(name, port));
        }
        var fresh = new HashSet<>(FreePorts.take(names.size() + chosen.size()));
        fresh.removeAll(chosen.values());
        var next = fresh.iterator();
        for (var name : names) {
            chosen.computeIfAbsent(name, missing -> next.next());
        }
        return new Ports(chosen);
    }

    /** One after the other, for those who know that nobody else has them. */
    public static Ports from(int first, List<String> names) {
        var chosen = new TreeMap<String, Integer>();
        for (var name : names) {
            chosen.put(name, first + chosen.size());
        }
        return new Ports(chosen);
    }

    public static Ports none() {
        return new Ports(Map.of());
    }

    public int of(String name) {
        var port = byName.get(name);
        if (port == null) {
            throw new IllegalArgumentException("Expected a port for %s, but there are only %s".formatted(name, byName));
        }
        return port;
    }
}
