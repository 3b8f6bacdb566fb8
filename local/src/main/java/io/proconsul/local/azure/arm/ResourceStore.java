package io.proconsul.local.azure.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.proconsul.local.ledger.Effect;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * All resources of the tenant, keyed by the lower-cased id. Thread-safe; whoever must check and then write holds the
 * store's monitor meanwhile.
 */
public final class ResourceStore {
    private final TreeMap<String, Resource> resources = new TreeMap<>();
    private final Clock clock;
    private final Consumer<Effect> witness;
    private int created;

    /** @param witness is told of everything that is created, written differently, or removed, in that order */
    public ResourceStore(Clock clock, Consumer<Effect> witness) {
        this.clock = clock;
        this.witness = witness;
    }

    public synchronized Optional<Resource> find(Address id) {
        return Optional.ofNullable(resources.get(id.key()));
    }

    public synchronized void put(Resource resource) {
        var before = resources.put(resource.id().key(), resource);
        if (before == null) {
            created++;
            tell(Effect.Kind.CREATED, resource);
        } else if (!before.request().equals(resource.request())) {
            tell(Effect.Kind.CHANGED, resource);
        }
    }

    /** Changes a resource if it is still there. */
    public synchronized void change(Address id, UnaryOperator<Resource> change) {
        resources.computeIfPresent(id.key(), (key, resource) -> change.apply(resource));
    }

    /** Everything below an id: children, and extension resources whose scope it is. */
    public synchronized List<Resource> below(Address id) {
        return List.copyOf(resources.subMap(id.key() + "/", id.key() + "0").values());
    }

    public synchronized List<Resource> all() {
        return List.copyOf(resources.values());
    }

    /** Takes a resource and everything below it out. */
    public synchronized void remove(Address id) {
        for (var child : below(id)) {
            removeAlone(child.id());
        }
        removeAlone(id);
    }

    private void removeAlone(Address id) {
        var removed = resources.remove(id.key());
        if (removed != null) {
            tell(Effect.Kind.REMOVED, removed);
        }
    }

    private void tell(Effect.Kind kind, Resource resource) {
        var tags = new HashMap<String, String>();
        resource.at("/tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        var type = resource.at("/type").asText();
        witness.accept(new Effect(clock.instant(), kind, resource.id().path(), type, tags));
    }

    /** Resources elsewhere whose body refers to this id or to something below it. */
    public synchronized List<Resource> referringTo(Address id) {
        var users = new ArrayList<Resource>();
        for (var resource : resources.values()) {
            boolean related = resource.id().isWithin(id) || id.isWithin(resource.id());
            if (!related && references(resource.at("")).stream().anyMatch(ref -> ref.isWithin(id))) {
                users.add(resource);
            }
        }
        return users;
    }

    /** How many resources were ever put. */
    public synchronized int created() {
        return created;
    }

    /** The ids that a body refers to: the string members named "id" anywhere below its properties. */
    public static Set<Address> references(JsonNode body) {
        var ids = new HashSet<Address>();
        for (var node : body.path("properties").findValues("id")) {
            if (node.isTextual() && node.asText().toLowerCase(Locale.ROOT).startsWith("/subscriptions/")) {
                Address.parse(node.asText()).filter(Address::isResource).ifPresent(ids::add);
            }
        }
        return ids;
    }
}
