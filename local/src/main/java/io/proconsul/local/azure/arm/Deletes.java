package io.proconsul.local.azure.arm;

import io.proconsul.local.fault.Fault;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;

/** DELETE: a resource goes with everything below it, unless something elsewhere uses it (RPC-050..053, RPC-114). */
final class Deletes {
    private final ResourceStore store;
    private final ResourceCatalog catalog;
    private final Operations operations;
    private final Durations durations;
    private final Views views;

    Deletes(ResourceStore store, ResourceCatalog catalog, Operations operations, Durations durations, Views views) {
        this.store = store;
        this.catalog = catalog;
        this.operations = operations;
        this.durations = durations;
        this.views = views;
    }

    Response delete(Request request, Resource resource, Optional<Fault> fault) {
        synchronized (store) {
            var type = catalog.of(resource);
            var running = operations.runningOn(resource.id());
            if (running.isPresent()) {
                return running.get().kind().equals("delete")
                        ? views.following(request, Response.empty(202), running.get())
                        : WriteRules.inProgress(resource.id()).response();
            }
            var refusal =
                    WriteRules.preconditions(request, Optional.of(resource)).or(() -> inUse(resource, type));
            if (refusal.isPresent()) {
                return refusal.get().response();
            }
            if (!type.slowDelete()) {
                return remove(resource, fault).map(Refusal::response).orElseGet(() -> Response.empty(200));
            }
            all(resource).forEach(one -> store.change(one.id(), now -> now.inState("Deleting")));
            var operation =
                    operations.begin("delete", resource.id(), duration(resource), () -> remove(resource, fault));
            return views.following(request, Response.empty(202), operation);
        }
    }

    Optional<Refusal> purge(Resource resource) {
        return remove(resource, Optional.empty());
    }

    private Optional<Refusal> inUse(Resource resource, ResourceType type) {
        return type.inUse().flatMap(rule -> store.referringTo(resource.id()).stream()
                .filter(user -> !user.id().type().equalsIgnoreCase(ResourceType.PEERING))
                .findFirst()
                .map(user -> new Refusal(
                        rule.status(),
                        rule.code(),
                        "%s %s is in use by %s and cannot be deleted."
                                .formatted(resource.id().tail(), resource.id().name(), user.id()))));
    }

    private Duration duration(Resource resource) {
        return all(resource)
                .map(one -> durations.deleting(catalog.of(one)))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private Optional<Refusal> remove(Resource resource, Optional<Fault> fault) {
        for (var one : all(resource).toList()) {
            var refusal = catalog.of(one).lifecycle().dismantle(one);
            if (refusal.isPresent()) {
                store.change(resource.id(), now -> now.inState("Failed"));
                return refusal;
            }
        }
        store.remove(resource.id());
        return fault.map(played -> new Refusal(played.status(), played.code(), played.message()));
    }

    /** The resource and what is below it, the deepest first. */
    private Stream<Resource> all(Resource resource) {
        var all = new ArrayList<Resource>();
        all.add(resource);
        all.addAll(store.below(resource.id()));
        Collections.reverse(all);
        return all.stream();
    }
}
