package io.proconsul.saga;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every saga version that may still be running. New sagas begin on the highest version of their name. */
public final class Definitions {
    private final List<Definition<?, ?>> all;

    public Definitions(List<Definition<?, ?>> all) {
        this.all = List.copyOf(all);
    }

    public static Definitions of(Saga<?, ?>... sagas) {
        return new Definitions(
                List.of(sagas).stream().<Definition<?, ?>>map(Definition::of).toList());
    }

    public Optional<Definition<?, ?>> newest(String name) {
        return all.stream()
                .filter(definition -> definition.saga().name().equals(name))
                .max(Comparator.comparingInt(definition -> definition.saga().version()));
    }

    /** @throws IllegalStateException if the version was dropped while a saga still runs on it */
    public Definition<?, ?> get(String name, int version) {
        return all.stream()
                .filter(definition -> definition.saga().name().equals(name)
                        && definition.saga().version() == version)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("expected a definition of saga " + name + " v" + version
                        + ", but only these are loaded: " + names()));
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
