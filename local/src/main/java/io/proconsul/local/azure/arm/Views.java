package io.proconsul.local.azure.arm;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.ResourceType.Creation;
import io.proconsul.local.http.Body;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.util.Collection;
import java.util.Map;

/** How resources and operations look on the wire. */
final class Views {
    private final ResourceStore store;
    private final ResourceCatalog catalog;
    private final int retryAfterSeconds;

    Views(ResourceStore store, ResourceCatalog catalog, int retryAfterSeconds) {
        this.store = store;
        this.catalog = catalog;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    Response resource(int status, Resource resource) {
        return Response.json(status, json(resource).toString()).with("ETag", resource.etag());
    }

    Response list(Collection<Resource> resources) {
        var body = JsonNodeFactory.instance.objectNode();
        var value = body.putArray("value");
        resources.stream().map(this::json).forEach(value::add);
        return Response.json(200, body.toString());
    }

    ObjectNode json(Resource resource) {
        var type = catalog.of(resource);
        var body = resource.body();
        body.put("etag", resource.etag());
        for (var array : type.inline()) {
            var elements = body.withObject("/properties").putArray(array);
            store.below(resource.id()).stream()
                    .filter(child -> child.id().type().equalsIgnoreCase(type.name() + "/" + array))
                    .map(this::json)
                    .forEach(elements::add);
        }
        type.secret().forEach(pointer -> hide(body, JsonPointer.compile(pointer)));
        type.lifecycle().show(resource, body);
        return body;
    }

    /** The answer to a request that began an operation (RPC-110, RPC-114). */
    Response accepted(Request request, ResourceType type, Resource resource, Operation operation, int status) {
        boolean hidden = type.creation() == Creation.HIDDEN;
        return following(request, hidden ? Response.empty(202) : resource(status, resource), operation);
    }

    /** Adds where the operation can be followed; on the host that the client asked (RPC-118). */
    Response following(Request request, Response response, Operation operation) {
        var provider = operation.resource().namespace().isEmpty()
                ? "Microsoft.Resources"
                : operation.resource().namespace();
        var base = "https://%s/subscriptions/%s/providers/%s/locations/%s/"
                .formatted(
                        request.header("host").orElse("localhost"),
                        operation.resource().subscription().orElse(""),
                        provider,
                        store.find(operation.resource())
                                .map(resource -> resource.at("/location").asText("global"))
                                .orElse("global")
                                .replace(" ", ""));
        var query = "?api-version=" + request.parameter("api-version").orElse("2025-01-01");
        return response.with("Azure-AsyncOperation", base + "operationStatuses/" + operation.id() + query)
                .with("Location", base + "operationResults/" + operation.id() + query)
                .with("Retry-After", Integer.toString(retryAfterSeconds));
    }

    /** The operation as its Azure-AsyncOperation URL shows it (RPC-116, RPC-117). */
    Response status(Address url, Operation operation) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("id", url.path()).put("name", operation.id()).put("status", operation.status());
        body.put("startTime", operation.begin().toString());
        operation.end().ifPresent(end -> body.put("endTime", end.toString()));
        operation.error().ifPresent(error -> body.set("error", error.error()));
        var response = Response.json(200, body.toString());
        return operation.end().isPresent()
                ? response
                : response.with("Retry-After", Integer.toString(retryAfterSeconds));
    }

    /** The operation as its Location URL shows it (RPC-115). */
    Response result(Request request, Operation operation) {
        if (operation.end().isEmpty()) {
            return following(request, Response.empty(202), operation);
        }
        if (operation.error().isPresent()) {
            return operation.error().get().response();
        }
        return operation.kind().equals("delete")
                ? Response.empty(204)
                : store.find(operation.resource())
                        .map(resource -> resource(200, resource))
                        .orElseGet(() -> Refusal.notFound(operation.resource()).response());
    }

    static Response json(int status, JsonNode body) {
        return new Response(
                status, Map.of("Content-Type", "application/json; charset=utf-8"), Body.of(body.toString()));
    }

    private static void hide(ObjectNode body, JsonPointer pointer) {
        if (body.at(pointer.head()) instanceof ObjectNode holder) {
            holder.remove(pointer.last().getMatchingProperty());
        }
    }
}
