package io.proconsul.local.azure.blob;

import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.arm.ResourceStore;
import io.proconsul.local.azure.entra.Principal;
import io.proconsul.local.azure.entra.Tokens;
import io.proconsul.local.azure.roles.Access;
import io.proconsul.local.http.Body;
import io.proconsul.local.http.Handler;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The blob endpoint, path-style: finds account and container, and lets in whom the role assignments let in. */
public final class BlobHandler implements Handler {
    static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
    private static final String CONTAINERS = "Microsoft.Storage/storageAccounts/blobServices/containers";
    private static final Set<String> WRITES = Set.of("PUT", "POST", "PATCH");

    private final ResourceStore resources;
    private final Tokens tokens;
    private final Access access;
    private final ContainerRequests containers;
    private final BlobRequests blobs;

    public BlobHandler(ResourceStore resources, Tokens tokens, Access access, BlobStore store) {
        this.resources = resources;
        this.tokens = tokens;
        this.access = access;
        this.containers = new ContainerRequests(resources, store);
        this.blobs = new BlobRequests(store);
    }

    /** What a request is about. */
    record Target(Address account, String container, String blob) {
        String accountName() {
            return account.name();
        }

        Address containerId() {
            return account.child("blobServices", "default").child("containers", container);
        }
    }

    @Override
    public Response handle(Request request) {
        var segments = request.path().substring(1).split("/", 3);
        var account = account(segments[0]);
        if (account.isEmpty()) {
            return refusal(404, "ResourceNotFound", "There is no storage account " + segments[0] + ".");
        }
        var caller = tokens.caller(
                request, Set.of("https://storage.azure.com", "https://" + segments[0] + ".blob.core.windows.net"));
        if (caller.isEmpty()) {
            return refusal(
                            401,
                            "InvalidAuthenticationInfo",
                            "A valid bearer token for https://storage.azure.com is required.")
                    .with("WWW-Authenticate", "Bearer resource_id=https://storage.azure.com");
        }
        var target = new Target(
                account.get().id(), segments.length > 1 ? segments[1] : "", segments.length > 2 ? segments[2] : "");
        return answer(request, target, caller.get())
                .with("x-ms-request-id", UUID.randomUUID().toString())
                .with("x-ms-version", request.header("x-ms-version").orElse("2021-12-02"))
                .calledBy(caller.get().name());
    }

    @Override
    public Response refusal(int status, String code, String message) {
        return refused(status, code, message);
    }

    static Response refused(int status, String code, String message) {
        var xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code><Message>"
                + Xml.escape(message) + "</Message></Error>";
        return new Response(status, Map.of("Content-Type", "application/xml", "x-ms-error-code", code), Body.of(xml));
    }

    private Optional<Resource> account(String name) {
        return resources.all().stream()
                .filter(resource -> resource.id().type().equalsIgnoreCase("Microsoft.Storage/storageAccounts"))
                .filter(resource -> resource.visible() && resource.id().name().equals(name))
                .findFirst();
    }

    private Response answer(Request request, Target target, Principal caller) {
        boolean listing = request.parameter("comp").orElse("").equals("list");
        boolean onContainer = target.blob().isEmpty() && !listing;
        boolean allowed = onContainer
                ? access.allows(caller.objectId(), containerAction(request), target.containerId())
                : access.allowsOnData(caller.objectId(), blobAction(request), target.containerId());
        if (!allowed) {
            return refusal(
                    403,
                    "AuthorizationPermissionMismatch",
                    "This request is not authorized to perform this operation using this permission.");
        }
        if (target.blob().isEmpty()) {
            return containers.handle(request, target);
        }
        return resources.find(target.containerId()).isPresent()
                ? blobs.handle(request, target)
                : refusal(404, "ContainerNotFound", "The specified container does not exist.");
    }

    private static String containerAction(Request request) {
        return CONTAINERS
                + switch (request.method()) {
                    case "PUT" -> "/write";
                    case "DELETE" -> "/delete";
                    default -> "/read";
                };
    }

    private static String blobAction(Request request) {
        boolean write = WRITES.contains(request.method());
        return CONTAINERS + "/blobs" + (write ? "/write" : request.method().equals("DELETE") ? "/delete" : "/read");
    }
}
