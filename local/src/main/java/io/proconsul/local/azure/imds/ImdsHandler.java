package io.proconsul.local.azure.imds;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.entra.Directory;
import io.proconsul.local.azure.entra.Principal;
import io.proconsul.local.azure.entra.Tokens;
import io.proconsul.local.azure.vm.Machine;
import io.proconsul.local.http.Handler;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.util.Optional;

/** The metadata service of one machine; it answers only with the header Metadata: true. */
public final class ImdsHandler implements Handler {
    private final Machine machine;
    private final Directory directory;
    private final Tokens tokens;
    private final String issuer;

    public ImdsHandler(Machine machine, Directory directory, Tokens tokens, String issuer) {
        this.machine = machine;
        this.directory = directory;
        this.tokens = tokens;
        this.issuer = issuer;
    }

    @Override
    public Response handle(Request request) {
        if (!request.header("metadata").orElse("").equalsIgnoreCase("true")) {
            return refusal(400, "bad_request", "Required metadata header not specified");
        }
        return switch (request.path()) {
            case "/metadata/identity/oauth2/token" -> token(request);
            case "/metadata/instance" -> Response.json(200, instance().toString());
            case "/metadata/instance/compute" -> Response.json(200, compute().toString());
            default -> refusal(404, "not_found", "No such metadata: " + request.path());
        };
    }

    @Override
    public Response refusal(int status, String code, String message) {
        var body = JsonNodeFactory.instance.objectNode().put("error", code).put("error_description", message);
        return Response.json(status, body.toString());
    }

    private Response token(Request request) {
        var resource = request.parameter("resource");
        var principal = principal(request);
        if (resource.isEmpty()) {
            return refusal(400, "invalid_resource", "AADSTS500011: The parameter resource is required.");
        }
        if (principal.isEmpty()) {
            return refusal(400, "invalid_request", "Identity not found");
        }
        var now = tokens.now();
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("access_token", tokens.issue(principal.get(), resource.get(), issuer))
                .put("client_id", principal.get().clientId())
                .put("expires_in", Long.toString(Tokens.LIFETIME.toSeconds()))
                .put("expires_on", Long.toString(now.plus(Tokens.LIFETIME).getEpochSecond()))
                .put("ext_expires_in", Long.toString(Tokens.LIFETIME.toSeconds()))
                .put("not_before", Long.toString(now.getEpochSecond()))
                .put("resource", resource.get())
                .put("token_type", "Bearer");
        return Response.json(200, body.toString()).calledBy(principal.get().name());
    }

    /** The identity that is asked for, if the machine has it; the only one if none is named. */
    private Optional<Principal> principal(Request request) {
        var asked = request.parameter("client_id");
        return machine.clientIds().stream()
                .filter(id -> asked.map(id::equalsIgnoreCase)
                        .orElse(machine.clientIds().size() == 1))
                .findFirst()
                .flatMap(directory::byClientId);
    }

    private ObjectNode instance() {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("compute", compute());
        var ipv4 = body.putObject("network")
                .putArray("interface")
                .addObject()
                .put("macAddress", "000D3A000001")
                .putObject("ipv4");
        ipv4.putArray("ipAddress")
                .addObject()
                .put("privateIpAddress", machine.privateAddress())
                .put("publicIpAddress", "");
        var range = machine.network().split("/", -1);
        ipv4.putArray("subnet").addObject().put("address", range[0]).put("prefix", range[1]);
        return body;
    }

    private ObjectNode compute() {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("azEnvironment", "AzurePublicCloud")
                .put("location", machine.location())
                .put("name", machine.name())
                .put("osType", "Linux")
                .put("provider", "Microsoft.Compute")
                .put("resourceGroupName", machine.id().resourceGroup().orElse(""))
                .put("resourceId", machine.id().path())
                .put("subscriptionId", machine.id().subscription().orElse(""))
                .put("vmId", machine.vmId())
                .put("vmScaleSetName", machine.scaleSet())
                .put("vmSize", machine.size())
                .put("zone", machine.zone());
        var tags = body.putArray("tagsList");
        machine.tags().properties().forEach(tag -> tags.addObject()
                .put("name", tag.getKey())
                .put("value", tag.getValue().asText()));
        return body;
    }
}
