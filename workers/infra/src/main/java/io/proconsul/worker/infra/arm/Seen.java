package io.proconsul.worker.infra.arm;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The resources of a step that are there and ready, as read. */
public final class Seen {

    private final Map<ArmId, Object> resources = new HashMap<>();

    /** The resource as it was read; only for one that is known to be ready. */
    public <R> R get(ArmType<?, R> type, ArmId id, Class<R> as) {
        var resource = resources.get(id);
        if (!as.isInstance(resource)) {
            throw new IllegalStateException("No " + type.name() + " was seen at " + id);
        }
        return as.cast(resource);
    }

    void put(ArmId id, Object resource) {
        resources.put(id, resource);
    }

    boolean hasAll(Collection<ArmId> ids) {
        return resources.keySet().containsAll(ids);
    }
}
