package io.proconsul.gateway.caller;

import io.proconsul.gateway.caller.Identification.Known;
import io.proconsul.gateway.caller.Identification.Refused;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.limit.RateLimits;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Lets a request in: its sender is known, has the role that the operation needs, and does not ask too often. */
@ApplicationScoped
public class Admission {

    private final Authentication authentication;
    private final ProxySecrets secrets;
    private final RateLimits limits;

    public Admission(Authentication authentication, ProxySecrets secrets, RateLimits limits) {
        this.authentication = authentication;
        this.secrets = secrets;
        this.limits = limits;
    }

    /**
     * The sender; empty for the webhook, which checks its own {@code sig}.
     *
     * @throws io.proconsul.gateway.error.ApiException for a request that has to stay outside
     */
    Optional<Known> admit(ContainerRequestContext context, HttpServerRequest request, ResourceInfo resource) {
        var operation = operation(resource);
        if (operation.equals(Permissions.NOTIFICATION)) {
            return Optional.empty();
        }
        var identification = authentication.identify(Credentials.of(request));
        if (identification instanceof Refused refused) {
            throw refused.error().asException();
        }
        var known = (Known) identification;
        var uri = context.getUriInfo();
        if (known.overAzure()) {
            secrets.check(uri.getQueryParameters().getFirst("code"));
        }
        authorize(known.caller(), operation);
        var subscription = Optional.ofNullable(uri.getPathParameters().getFirst("subscriptionId"));
        limits.count(known.caller().tenantId(), subscription.orElse("")).ifPresent(error -> {
            throw error.asException();
        });
        return Optional.of(known);
    }

    private static void authorize(Caller caller, String operation) {
        var needed = Permissions.neededFor(operation);
        if (needed.isEmpty() || !caller.role().includes(needed.get())) {
            throw ApiError.of(
                            403,
                            "AuthorizationFailed",
                            "Expected the app role %s for %s, found %s."
                                    .formatted(
                                            needed.map(Role::claim).orElse("of nobody"),
                                            operation,
                                            caller.role().claim()),
                            null)
                    .asException();
        }
    }

    private static String operation(ResourceInfo resource) {
        var described = resource.getResourceMethod().getAnnotation(Operation.class);
        return described == null ? "" : described.operationId();
    }
}
