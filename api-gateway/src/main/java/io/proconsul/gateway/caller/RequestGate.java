package io.proconsul.gateway.caller;

import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.view.ClusterView;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What every API request passes on its way in, and its line in the access log on its way out. */
@ApplicationScoped
public class RequestGate {

    private static final Logger LOG = Logger.getLogger("io.proconsul.gateway.access");
    private static final String CORRELATION = "x-ms-correlation-request-id";
    private static final Pattern UNFIT_FOR_LOGS = Pattern.compile("[^\\w.:-]");
    private static final int LONGEST_ID = 64;

    private final CurrentRequest current;
    private final ClusterView view;
    private final Optional<SharedSecrets> proxySecrets;

    public RequestGate(CurrentRequest current, ClusterView view, GatewayConfig config) {
        this.current = current;
        this.view = view;
        this.proxySecrets =
                config.proxy().secrets().filter(secrets -> !secrets.isEmpty()).map(SharedSecrets::new);
        if (proxySecrets.isEmpty()) {
            LOG.warn("proconsul.gateway.proxy.secrets is not set: whoever reaches this port may manage clusters");
        }
    }

    @ServerRequestFilter
    public void enter(ContainerRequestContext context, HttpServerRequest request) {
        var own = Objects.requireNonNullElse(request.response().headers().get("x-ms-request-id"), "");
        var correlationId = Optional.ofNullable(context.getHeaderString(CORRELATION))
                .map(RequestGate::plain)
                .orElse(own);
        MDC.put("requestId", own);
        MDC.put("correlationId", correlationId);
        Optional.ofNullable(context.getHeaderString("x-ms-client-request-id"))
                .ifPresent(id -> MDC.put("clientRequestId", plain(id)));
        current.correlate(correlationId);
        checkSecret(context);
        if (!view.isCurrent()) {
            throw ApiError.unavailable("This instance is still reading the state of the clusters.")
                    .asException();
        }
    }

    @ServerResponseFilter
    public void leave(ContainerRequestContext request, ContainerResponseContext response) {
        var path = request.getUriInfo().getRequestUri().getRawPath(); // encoded: nothing in it can break the line
        LOG.infof("%s %s %d", request.getMethod(), path, response.getStatus());
    }

    private void checkSecret(ContainerRequestContext context) {
        var path = context.getUriInfo().getPath();
        var presented = context.getUriInfo().getQueryParameters().getOrDefault("code", List.of());
        if (path.contains("/providers/")
                && proxySecrets.isPresent()
                && !proxySecrets.get().accepts(presented.isEmpty() ? null : presented.get(0))) {
            throw ApiError.of(401, "AuthenticationFailed", "Expected a valid code in the query.", "code")
                    .asException();
        }
    }

    private static String plain(String id) {
        var shown = UNFIT_FOR_LOGS.matcher(id).replaceAll("");
        return shown.substring(0, Math.min(shown.length(), LONGEST_ID));
    }
}
