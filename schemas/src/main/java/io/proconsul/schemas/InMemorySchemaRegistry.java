package io.proconsul.schemas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/**
 * A registry within this JVM, for tests and simulations: {@code schema.registry.url=memory://name}. Ids count from 1 in
 * the order of registration, and a schema has the same id in every subject.
 */
public final class InMemorySchemaRegistry implements SchemaRegistry {

    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, List<Integer>> subjects = new HashMap<>();
    private final Map<String, Compatibility> levels = new HashMap<>();

    @Override
    public synchronized int register(String subject, Schema schema) {
        var known = idOf(subject, schema);
        if (known.isPresent()) {
            return known.getAsInt();
        }
        var problems = incompatibilities(subject, schema);
        if (!problems.isEmpty()) {
            throw new IncompatibleSchemaException(
                    "Subject %s refuses %s: %s".formatted(subject, schema.getFullName(), String.join("; ", problems)));
        }
        int id = ids.computeIfAbsent(schema.toString(), any -> append(schema));
        subjects.computeIfAbsent(subject, any -> new ArrayList<>()).add(id);
        return id;
    }

    @Override
    public synchronized OptionalInt idOf(String subject, Schema schema) {
        var id = ids.get(schema.toString());
        return id != null && versions(subject).contains(id) ? OptionalInt.of(id) : OptionalInt.empty();
    }

    @Override
    public synchronized Optional<Schema> byId(int id) {
        return id >= 1 && id <= schemas.size() ? Optional.of(schemas.get(id - 1)) : Optional.empty();
    }

    @Override
    public synchronized void setCompatibility(String subject, Compatibility level) {
        levels.put(subject, level);
    }

    @Override
    public synchronized List<String> incompatibilities(String subject, Schema schema) {
        var earlier = versions(subject).stream().map(id -> schemas.get(id - 1)).toList();
        return levels.getOrDefault(subject, Compatibility.BACKWARD).problems(schema, earlier);
    }

    private List<Integer> versions(String subject) {
        return subjects.getOrDefault(subject, List.of());
    }

    private int append(Schema schema) {
        schemas.add(schema);
        return schemas.size();
    }
}
