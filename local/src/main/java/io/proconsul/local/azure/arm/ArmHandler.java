package io.proconsul.local.azure.arm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.entra.Principal;
import io.proconsul.local.azure.entra.Tokens;
import io.proconsul.local.fault.Fault;
import io.proconsul.local.fault.FaultScript;
import io.proconsul.local.http.Handler;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** ARM's front door: authenticates, authorizes, and hands over to reads, writes and deletes. */
public final class ArmHandler implements Handler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern API_VERSION =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-(preview|alpha|beta|rc|privatepreview))?");
    private static final Pattern SUBSCRIPTIONS = Pattern.compile("(?i)/+subscriptions/?");
    private static final Set<String> AUDIENCES =
            Set.of("https://management.azure.com", "https://management.core.windows.net");

    private final Tokens tokens;
    private final Authorization authorization;
    private final FaultScript faults;
    private final ArmEngine engine;
    private final Handler customProviders;

    /**
     * Serves ARM.
     *
     * @param customProviders what requests to {@code Microsoft.CustomProviders} are forwarded to
     */
    public ArmHandler(
            Tokens tokens, Authorization authorization, FaultScript faults, ArmEngine engine, Handler customProviders) {
        this.customProviders = customProviders;
        this.tokens = tokens;
        this.authorization = authorization;
        this.faults = faults;
        this.engine = engine;
    }

    @Override
    public Response handle(Request request) {
        var caller = tokens.caller(request, audiences(request));
        var response = caller.isPresent() ? answer(request, caller.get()) : unauthenticated();
        var named = response.with("x-ms-request-id", UUID.randomUUID().toString())
                .with(
                        "x-ms-correlation-request-id",
                        request.header("x-ms-correlation-request-id")
                                .orElseGet(() -> UUID.randomUUID().toString()))
                .calledBy(caller.map(Principal::name).orElse(""));
        return request.header("x-ms-return-client-request-id").orElse("").equals("true")
                ? named.with(
                        "x-ms-client-request-id",
                        request.header("x-ms-client-request-id").orElse(""))
                : named;
    }

    /** Clients that were given this ARM's own address as Azure's ask for tokens of that name. */
    private static Set<String> audiences(Request request) {
        return Stream.concat(AUDIENCES.stream(), request.header("host").map(host -> "https://" + host).stream())
                .collect(Collectors.toSet());
    }

    private static Response unauthenticated() {
        return new Refusal(401, "AuthenticationFailed", "Authentication failed. A valid bearer token is required.")
                .response()
                .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    private Response answer(Request request, Principal caller) {
        if (request.method().equals("GET")
                && SUBSCRIPTIONS.matcher(request.path()).matches()) {
            return engine.subscriptions(id -> authorization.allows(caller.objectId(), id.type() + "/read", id));
        }
        var address = Address.parse(request.path());
        if (address.isEmpty()) {
            return new Refusal(404, "NotFound", "No such ARM path: " + request.path()).response();
        }
        var version = request.parameter("api-version").orElse("");
        if (!API_VERSION.matcher(version).matches()) {
            return version.isEmpty()
                    ? Refusal.invalid(
                                    "MissingApiVersionParameter",
                                    "The api-version query parameter (?api-version=) is required for all requests.")
                            .response()
                    : Refusal.invalid("InvalidApiVersionParameter", "The api-version '" + version + "' is invalid.")
                            .response();
        }
        var action = action(request, address.get());
        if (!engine.isOperation(address.get()) && !authorization.allows(caller.objectId(), action, address.get())) {
            return new Refusal(
                            403,
                            "AuthorizationFailed",
                            "The client '%s' with object id '%s' does not have authorization to perform action '%s' over scope '%s' or the scope is invalid."
                                    .formatted(caller.name(), caller.objectId(), action, address.get()))
                    .response();
        }
        if (address.get().namespace().equalsIgnoreCase("Microsoft.CustomProviders")) {
            return customProviders.handle(request);
        }
        var body = body(request);
        if (body.isEmpty()) {
            return Refusal.invalid("InvalidRequestContent", "The request content was invalid: not a JSON object.")
                    .response();
        }
        var linked = LinkedAccess.refusal(request.method(), address.get(), body.get(), caller, authorization);
        return linked.isPresent()
                ? linked.get().response()
                : engine.serve(request, address.get(), body.get(), operationFault(request));
    }

    private Optional<Fault> operationFault(Request request) {
        return request.method().equals("GET")
                ? Optional.empty()
                : faults.next("azure", request.method(), request.path(), effect -> !effect.atTheEdge());
    }

    private static String action(Request request, Address address) {
        var type = address.type().equalsIgnoreCase("Microsoft.Resources/resourceGroups")
                ? "Microsoft.Resources/subscriptions/resourceGroups"
                : address.type();
        return switch (request.method()) {
            case "PUT", "PATCH" -> type + "/write";
            case "DELETE" -> type + "/delete";
            case "POST" -> type + "/action";
            default -> type.toLowerCase(Locale.ROOT) + "/read";
        };
    }

    private static Optional<ObjectNode> body(Request request) {
        if (request.body().length() == 0) {
            return Optional.of(JsonNodeFactory.instance.objectNode());
        }
        try {
            JsonNode body = JSON.readTree(request.body().text());
            return body instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
