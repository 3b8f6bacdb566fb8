package io.proconsul.local.azure.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/**
 * One resource as the store holds it. Immutable: the JSON given out is a copy.
 *
 * @param request the body of the PUT that made it so, to tell a repeated PUT from an update
 * @param visible false while a creation that was answered 202 is under way (RPC-121)
 */
public record Resource(
        Address id, ObjectNode request, ObjectNode body, String etag, boolean visible, Instant createdAt) {

    public Resource {
        request = request.deepCopy();
        body = body.deepCopy();
    }

    @Override
    public ObjectNode request() {
        return request.deepCopy();
    }

    @Override
    public ObjectNode body() {
        return body.deepCopy();
    }

    public JsonNode at(String pointer) {
        return body.at(pointer);
    }

    /** A resource that came with another one, without a PUT of its own. */
    public static Resource created(Address id, ObjectNode body, Instant at) {
        return new Resource(id, body, body, newEtag(), true, at);
    }

    /** Its provisioningState; missing means Succeeded (RPC-112). */
    public String state() {
        return body.at("/properties/provisioningState").asText("Succeeded");
    }

    /** Whether an operation on it is still running (RPC-112). */
    public boolean busy() {
        return switch (state()) {
            case "Succeeded", "Failed", "Canceled" -> false;
            default -> true;
        };
    }

    public Resource with(ObjectNode newBody) {
        return new Resource(id, request, newBody, newEtag(), visible, createdAt);
    }

    public Resource inState(String state) {
        var changed = body.deepCopy();
        changed.withObject("/properties").put("provisioningState", state);
        return new Resource(id, request, changed, newEtag(), true, createdAt);
    }

    static String newEtag() {
        return "\"" + UUID.randomUUID() + "\"";
    }
}
