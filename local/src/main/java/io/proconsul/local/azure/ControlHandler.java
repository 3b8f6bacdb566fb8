package io.proconsul.local.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.Durations;
import io.proconsul.local.azure.arm.Operation;
import io.proconsul.local.azure.arm.Operations;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.arm.ResourceStore;
import io.proconsul.local.azure.blob.BlobStore;
import io.proconsul.local.fault.FaultScript;
import io.proconsul.local.http.Handler;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the checks of a stack ask, over plain HTTP on the loopback interface: {@code GET /resources}, {@code GET /blobs},
 * {@code GET /operations}, {@code POST /faults/reset}. What a subscription has from the beginning is left out.
 */
final class ControlHandler implements Handler {
    private final ResourceStore store;
    private final BlobStore blobs;
    private final Operations operations;
    private final Durations durations;
    private final FaultScript faults;
    private final Set<String> bootstrapped;

    ControlHandler(
            ResourceStore store, BlobStore blobs, Operations operations, Durations durations, FaultScript faults) {
        this.store = store;
        this.blobs = blobs;
        this.operations = operations;
        this.durations = durations;
        this.faults = faults;
        this.bootstrapped =
                store.all().stream().map(resource -> resource.id().key()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Response handle(Request request) {
        return switch (request.method() + " " + request.path()) {
            case "GET /resources" -> Response.json(200, resources().toString());
            case "GET /blobs" -> Response.json(200, blobs().toString());
            case "GET /operations" -> Response.json(200, operations().toString());
            case "POST /faults/reset" -> {
                faults.reset();
                yield Response.empty(204);
            }
            default -> refusal(404, "NotFound", "There are GET /resources, /blobs, /operations, POST /faults/reset.");
        };
    }

    private ObjectNode resources() {
        var body = JsonNodeFactory.instance.objectNode();
        var left = left();
        body.put("created", store.created() - bootstrapped.size()).put("left", left.size());
        var ids = body.putArray("ids");
        left.forEach(resource -> ids.add(resource.id().path()));
        return body;
    }

    private List<Resource> left() {
        return store.all().stream()
                .filter(resource -> !bootstrapped.contains(resource.id().key()))
                .toList();
    }

    private ObjectNode blobs() {
        var body = JsonNodeFactory.instance.objectNode();
        var containers = body.putObject("containers");
        int left = 0;
        for (var count : blobs.counts().entrySet()) {
            containers.put(count.getKey(), count.getValue());
            left += count.getKey().startsWith(Subscription.ARCHIVE + "/") ? 0 : count.getValue();
        }
        return body.put("left", left);
    }

    private ObjectNode operations() {
        var body = JsonNodeFactory.instance.objectNode();
        var list = body.putArray("operations");
        for (Operation operation : operations.all()) {
            var one = list.addObject()
                    .put("resource", operation.resource().path())
                    .put("type", operation.resource().type())
                    .put("kind", operation.kind())
                    .put("status", operation.status())
                    .put("begin", operation.begin().toString())
                    .put("own", operation.own().toString())
                    .put("retryAfterSeconds", durations.retryAfterSeconds());
            operation.end().ifPresent(end -> one.put("end", end.toString()));
        }
        return body;
    }
}
