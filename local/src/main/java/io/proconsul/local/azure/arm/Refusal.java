package io.proconsul.local.azure.arm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Response;

/** Why ARM says no (RPC-100). */
public record Refusal(int status, String code, String message) {

    public static Refusal notFound(Address id) {
        return id.type().equalsIgnoreCase("Microsoft.Resources/resourceGroups")
                ? groupNotFound(id.name())
                : new Refusal(
                        404,
                        "ResourceNotFound",
                        "The Resource '%s/%s' under resource group '%s' was not found."
                                .formatted(
                                        id.type(), id.name(), id.resourceGroup().orElse("<null>")));
    }

    public static Refusal groupNotFound(String name) {
        return new Refusal(404, "ResourceGroupNotFound", "Resource group '" + name + "' could not be found.");
    }

    public static Refusal invalid(String code, String message) {
        return new Refusal(400, code, message);
    }

    public static Refusal conflict(String code, String message) {
        return new Refusal(409, code, message);
    }

    public ObjectNode error() {
        return JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
    }

    public Response response() {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("error", error());
        return Response.json(status, body.toString());
    }
}
