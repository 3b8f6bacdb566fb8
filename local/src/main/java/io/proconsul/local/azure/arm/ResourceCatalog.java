package io.proconsul.local.azure.arm;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The resource types that this ARM has. */
public final class ResourceCatalog {
    private final Map<String, ResourceType> types = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    public ResourceCatalog(Collection<ResourceType> all) {
        all.forEach(type -> types.put(type.name(), type));
    }

    public Optional<ResourceType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The type of a stored resource. */
    public ResourceType of(Resource resource) {
        return find(resource.id().type())
                .orElseThrow(() -> new IllegalStateException("no such type: " + resource.id()));
    }

    public Collection<ResourceType> all() {
        return types.values();
    }
}
