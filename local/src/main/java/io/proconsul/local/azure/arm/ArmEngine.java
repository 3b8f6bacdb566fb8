package io.proconsul.local.azure.arm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.fault.Fault;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Serves what the front door has let in: resources by the catalogue, operations, providers and lists. */
public final class ArmEngine {
    private final ResourceStore store;
    private final ResourceCatalog catalog;
    private final Operations operations;
    private final Views views;
    private final Writes writes;
    private final Deletes deletes;
    private final Reads reads;

    public ArmEngine(
            ResourceStore store, ResourceCatalog catalog, Operations operations, Durations durations, Clock clock) {
        this.store = store;
        this.catalog = catalog;
        this.operations = operations;
        this.views = new Views(store, catalog, durations.retryAfterSeconds());
        this.writes = new Writes(store, catalog, operations, durations, views, clock);
        this.deletes = new Deletes(store, catalog, operations, durations, views);
        this.reads = new Reads(store, catalog, views);
    }

    /** Removes a resource with everything in it, at once; what is not there is removed already. */
    public Optional<Refusal> purge(Address id) {
        return store.find(id).flatMap(deletes::purge);
    }

    /** Whether the address is that of an operation; whoever knows its id may read it (RPC-122). */
    boolean isOperation(Address address) {
        var tail = address.tail().toLowerCase(Locale.ROOT);
        return tail.equals("operationstatuses") || tail.equals("operationresults");
    }

    Response subscriptions(Predicate<Address> visible) {
        return reads.subscriptions(visible);
    }

    Response serve(Request request, Address asked, ObjectNode body, Optional<Fault> fault) {
        if (isOperation(asked)) {
            return operation(request, asked);
        }
        if (asked.types().isEmpty() || asked.tail().equals("register")) {
            return provider(asked.namespace());
        }
        var type = catalog.find(asked.type());
        var address = type.map(known -> placed(asked.spelled(known.name()))).orElse(asked);
        if (!address.isResource()) {
            return request.method().equals("POST")
                    ? act(address, body)
                    : part(address).orElseGet(() -> reads.list(request, address));
        }
        if (type.isEmpty()) {
            return new Refusal(
                            404,
                            "InvalidResourceType",
                            "The resource type '%s' could not be found.".formatted(asked.type()))
                    .response();
        }
        return one(request, address, type.get(), body, fault);
    }

    /** Built-in roles are the same in every scope. */
    private static Address placed(Address address) {
        return address.type().equals("Microsoft.Authorization/roleDefinitions")
                ? new Address("", address.namespace(), address.types(), address.names())
                : address;
    }

    private Response one(Request request, Address id, ResourceType type, ObjectNode body, Optional<Fault> fault) {
        var found = store.find(id).filter(Resource::visible);
        return switch (request.method()) {
            case "PUT" -> writes.put(request, id, type, body, fault);
            case "PATCH" ->
                found.map(resource -> writes.patch(request, resource, body, fault))
                        .orElseGet(() -> missing(id));
            case "DELETE" ->
                found.or(() -> store.find(id))
                        .map(resource -> deletes.delete(request, resource, fault))
                        .orElseGet(() -> Response.empty(204));
            case "HEAD" -> Response.empty(found.isPresent() ? 204 : 404);
            case "GET" -> found.map(resource -> views.resource(200, resource)).orElseGet(() -> missing(id));
            default -> new Refusal(405, "MethodNotAllowed", request.method() + " is not allowed here.").response();
        };
    }

    private Response missing(Address id) {
        var group = WriteRules.groupOf(id);
        boolean noGroup = id.resourceGroup().isPresent() && store.find(group).isEmpty();
        return (noGroup ? Refusal.groupNotFound(group.name()) : Refusal.notFound(id)).response();
    }

    private Optional<Response> part(Address address) {
        return address.parent()
                .flatMap(store::find)
                .filter(Resource::visible)
                .flatMap(resource -> catalog.of(resource).lifecycle().part(resource, address.tail()))
                .map(part -> Views.json(200, part));
    }

    private Response act(Address address, ObjectNode body) {
        var id = address.parent();
        var resource = id.flatMap(store::find).filter(Resource::visible);
        if (resource.isEmpty()) {
            return missing(id.orElse(address));
        }
        return catalog.of(resource.get())
                .lifecycle()
                .act(resource.get(), address.tail(), body)
                .orElseGet(() -> Refusal.invalid("InvalidAction", "There is no action " + address.tail() + " here.")
                        .response());
    }

    private Response operation(Request request, Address url) {
        var operation = operations
                .find(url.name())
                .filter(found -> found.resource().subscription().equals(url.subscription()));
        if (operation.isEmpty()) {
            return new Refusal(404, "OperationNotFound", "No such operation: " + url.name()).response();
        }
        return url.tail().equalsIgnoreCase("operationStatuses")
                ? views.status(url, operation.get())
                : views.result(request, operation.get());
    }

    private static Response provider(String namespace) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("namespace", namespace).put("registrationState", "Registered").putArray("resourceTypes");
        return Views.json(200, body);
    }
}
