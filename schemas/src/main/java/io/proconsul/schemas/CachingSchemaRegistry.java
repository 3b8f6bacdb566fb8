package io.proconsul.schemas;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** Asks another registry once for each fact that cannot change. Refusals and unknown ids are asked again each time. */
final class CachingSchemaRegistry implements SchemaRegistry {

    private final SchemaRegistry registry;
    private final Map<Version, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    CachingSchemaRegistry(SchemaRegistry registry) {
        this.registry = registry;
    }

    @Override
    public int register(String subject, Schema schema) {
        return ids.computeIfAbsent(new Version(subject, schema), any -> registry.register(subject, schema));
    }

    @Override
    public OptionalInt idOf(String subject, Schema schema) {
        var version = new Version(subject, schema);
        var known = ids.get(version);
        if (known != null) {
            return OptionalInt.of(known);
        }
        var id = registry.idOf(subject, schema);
        id.ifPresent(found -> ids.put(version, found));
        return id;
    }

    @Override
    public Optional<Schema> byId(int id) {
        var known = schemas.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        var schema = registry.byId(id);
        schema.ifPresent(found -> schemas.put(id, found));
        return schema;
    }

    @Override
    public void setCompatibility(String subject, Compatibility level) {
        registry.setCompatibility(subject, level);
    }

    @Override
    public List<String> incompatibilities(String subject, Schema schema) {
        return registry.incompatibilities(subject, schema);
    }

    private record Version(String subject, Schema schema) {}
}
