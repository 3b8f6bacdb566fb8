package io.proconsul.local.stack;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.proconsul.local.deployment.Component;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Components by level: each needs only what is on levels below its own. */
final class StartOrder {
    private StartOrder() {}

    /** The components of the lowest level first. Refuses a list in which a component comes before one that it needs. */
    static List<List<Component>> levels(List<Component> components) {
        Map<String, Integer> depth = new HashMap<>();
        for (var component : components) {
            int level = 0;
            for (var need : component.after()) {
                var below = depth.get(need);
                if (below == null) {
                    throw new IllegalArgumentException(
                            "Expected %s to be listed before %s, which needs it".formatted(need, component.name()));
                }
                level = Math.max(level, below + 1);
            }
            depth.put(component.name(), level);
        }
        return List.copyOf(components.stream()
                .collect(groupingBy(component -> depth.getOrDefault(component.name(), 0), TreeMap::new, toList()))
                .values());
    }
}
