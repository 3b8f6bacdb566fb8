package io.proconsul.local.azure.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.ResourceType.Creation;
import io.proconsul.local.fault.Fault;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.time.Clock;
import java.util.Optional;

/** PUT and PATCH: accepts or refuses, and begins the operation (RPC-020..033, RPC-110..113). */
final class Writes {
    private final ResourceStore store;
    private final ResourceCatalog catalog;
    private final WriteRules rules;
    private final Operations operations;
    private final Durations durations;
    private final Views views;
    private final Clock clock;

    Writes(
            ResourceStore store,
            ResourceCatalog catalog,
            Operations operations,
            Durations durations,
            Views views,
            Clock clock) {
        this.store = store;
        this.catalog = catalog;
        this.rules = new WriteRules(store, catalog);
        this.operations = operations;
        this.durations = durations;
        this.views = views;
        this.clock = clock;
    }

    Response put(Request request, Address id, ResourceType type, ObjectNode body, Optional<Fault> fault) {
        synchronized (store) {
            var before = store.find(id);
            var running = operations.runningOn(id);
            if (running.isPresent()) {
                boolean repeated = before.isPresent()
                        && before.get().request().equals(body)
                        && !running.get().kind().equals("delete");
                return repeated
                        ? views.accepted(request, type, before.get(), running.get(), 201)
                        : WriteRules.inProgress(id).response();
            }
            var refusal = rules.refuse(request, id, type, body, before);
            if (refusal.isPresent()) {
                return refusal.get().response();
            }
            if (before.isPresent()
                    && before.get().request().equals(body)
                    && before.get().state().equals("Succeeded")
                    && type.lifecycle().holds(before.get())) {
                return views.resource(200, before.get());
            }
            return write(request, accept(id, type, body, before), type, before.isPresent(), fault);
        }
    }

    /** Tags are replaced whole, properties merged (RPC-030, RPC-031). */
    Response patch(Request request, Resource before, ObjectNode patch, Optional<Fault> fault) {
        synchronized (store) {
            if (before.busy()) {
                return WriteRules.inProgress(before.id()).response();
            }
            var body = before.request();
            patch.properties().forEach(member -> {
                if (member.getKey().equals("properties")) {
                    merge(body.withObject("/properties"), member.getValue());
                } else {
                    body.set(member.getKey(), member.getValue());
                }
            });
            var type = catalog.of(before);
            var refusal = rules.refuse(request, before.id(), type, body, Optional.of(before));
            return refusal.isPresent()
                    ? refusal.get().response()
                    : write(request, accept(before.id(), type, body, Optional.of(before)), type, true, fault);
        }
    }

    private Response write(
            Request request, Resource resource, ResourceType type, boolean update, Optional<Fault> fault) {
        store.put(resource);
        adoptInline(resource, type);
        if (type.creation() == Creation.AT_ONCE) {
            var outcome = finish(resource, type, fault);
            return outcome.isPresent()
                    ? outcome.get().response()
                    : views.resource(
                            update ? 200 : 201, store.find(resource.id()).orElse(resource));
        }
        var duration = durations.creating(type);
        operations.after(duration.multipliedBy(2).dividedBy(3), () -> begin(resource, type));
        var operation = operations.begin(
                update ? "update" : "create", resource.id(), duration, () -> finish(resource, type, fault));
        return views.accepted(request, type, resource, operation, update ? 200 : 201);
    }

    /** Unless it was removed with its group meanwhile. */
    private void begin(Resource resource, ResourceType type) {
        if (store.find(resource.id()).isPresent()) {
            type.lifecycle().begin(resource);
        }
    }

    private Optional<Refusal> finish(Resource resource, ResourceType type, Optional<Fault> fault) {
        var outcome = type.lifecycle()
                .provision(resource)
                .or(() -> fault.map(played -> new Refusal(played.status(), played.code(), played.message())));
        var state = outcome.isPresent() ? "Failed" : "Succeeded";
        synchronized (store) {
            store.change(resource.id(), now -> now.inState(state));
            for (var array : type.inline()) {
                store.below(resource.id()).stream()
                        .filter(child -> child.id().tail().equalsIgnoreCase(array) && child.busy())
                        .forEach(child -> store.change(child.id(), now -> now.inState(state)));
            }
        }
        return outcome;
    }

    private Resource accept(Address id, ResourceType type, ObjectNode asked, Optional<Resource> before) {
        var body = asked.deepCopy();
        body.remove("etag");
        body.put("id", id.path());
        body.put("name", id.name());
        body.put("type", type.name());
        type.lifecycle().complete(id, body, before);
        for (var array : type.embedded()) {
            body.at("/properties/" + array).forEach(element -> ((ObjectNode) element)
                    .put("id", id.child(array, element.path("name").asText()).path())
                    .withObject("/properties")
                    .put("provisioningState", "Succeeded"));
        }
        if (type.creation() != Creation.AT_ONCE) {
            body.withObject("/properties").put("provisioningState", before.isPresent() ? "Updating" : "Creating");
        } else if (type.tracked()) {
            body.withObject("/properties").put("provisioningState", "Succeeded");
        }
        boolean visible = before.isPresent() || type.creation() != Creation.HIDDEN;
        var since = before.map(Resource::createdAt).orElseGet(clock::instant);
        return new Resource(id, asked, body, Resource.newEtag(), visible, since);
    }

    /** Makes the elements of inline arrays resources of their own, and takes the arrays out of the parent. */
    private void adoptInline(Resource parent, ResourceType type) {
        var body = parent.body();
        for (var array : type.inline()) {
            if (!(body.at("/properties/" + array) instanceof ArrayNode elements)) {
                continue;
            }
            body.withObject("/properties").remove(array);
            store.put(parent.with(body));
            var childType = catalog.find(type.name() + "/" + array)
                    .orElseThrow(() -> new IllegalStateException(array + " is not a type"));
            for (var element : elements) {
                var id = parent.id().child(array, element.path("name").asText());
                var child = accept(id, childType, (ObjectNode) element, store.find(id));
                store.put(type.creation() == Creation.AT_ONCE ? child.inState("Succeeded") : child);
            }
        }
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                target.remove(member.getKey());
            } else if (member.getValue().isObject()
                    && target.path(member.getKey()).isObject()) {
                merge((ObjectNode) target.get(member.getKey()), member.getValue());
            } else {
                target.set(member.getKey(), member.getValue());
            }
        });
    }
}
