package io.proconsul.saga;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Every saga version that may still be running. New sagas begin on the highest version of their name. */
public final class Definitions {
    private final List<Definition<?, ?>> all;
    private final Map<String, NavigableMap<Integer, Definition<?, ?>>> versions = new HashMap<>();

    /** @throws IllegalArgumentException naming a version that is defined twice */
    public Definitions(List<Definition<?, ?>> all) {
        this.all = List.copyOf(all);
        for (var definition : all) {
            var saga = definition.saga();
            var twice = versions.computeIfAbsent(saga.name(), name -> new TreeMap<>())
                    .put(saga.version(), definition);
            if (twice != null) {
                throw new IllegalArgumentException(
                        "expected one definition of saga " + saga.name() + " v" + saga.version() + ", but found two");
            }
        }
    }

    public static Definitions of(Saga<?, ?>... sagas) {
        return new Definitions(
                List.of(sagas).stream().<Definition<?, ?>>map(Definition::of).toList());
    }

    public Optional<Definition<?, ?>> newest(String name) {
        var known = versions.get(name);
        return known == null ? Optional.empty() : Optional.of(known.lastEntry().getValue());
    }

    /** @throws IllegalStateException if the version was dropped while a saga still runs on it */
    public Definition<?, ?> get(String name, int version) {
        var known = versions.get(name);
        var definition = known == null ? null : known.get(version);
        if (definition == null) {
            throw new IllegalStateException("expected a definition of saga " + name + " v" + version
                    + ", but only these are loaded: " + names());
        }
        return definition;
    }

    public List<Definition<?, ?>> all() {
        return all;
    }

    public List<String> names() {
        return all.stream()
                .map(definition ->
                        definition.saga().name() + " v" + definition.saga().version())
                .toList();
    }
}
