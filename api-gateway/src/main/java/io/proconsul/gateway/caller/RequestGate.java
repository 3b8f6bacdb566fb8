package io.proconsul.gateway.caller;

import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.view.ClusterView;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.net.URI;
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
    /** Azure's name for an exchange, and that of a client that calls us itself. */
    private static final String CORRELATION = "x-ms-correlation-request-id";

    private static final String CLIENT_REQUEST = "x-ms-client-request-id";
    private static final Pattern UNFIT_FOR_LOGS = Pattern.compile("[^\\w.:-]");
    private static final int LONGEST_ID = 64;

    private final CurrentRequest current;
    private final Admission admission;
    private final ClusterView view;

    public RequestGate(CurrentRequest current, Admission admission, ClusterView view) {
        this.current = current;
        this.admission = admission;
        this.view = view;
    }

    @ServerRequestFilter
    public void enter(ContainerRequestContext context, HttpServerRequest request, ResourceInfo resource) {
        var own = Objects.requireNonNullElse(request.response().headers().get("x-ms-request-id"), "");
        MDC.put("requestId", own);
        Optional.ofNullable(context.getHeaderString(CLIENT_REQUEST))
                .ifPresent(id -> MDC.put("clientRequestId", plain(id)));
        current.correlate(own);
        var known = admission.admit(context, request, resource);
        known.ifPresent(sender -> {
            current.sentBy(sender.caller());
            current.sentTo(() -> address(context, request, sender.overAzure()));
        });
        var correlationId = known.map(sender -> sender.overAzure() ? CORRELATION : CLIENT_REQUEST)
                .flatMap(header -> Optional.ofNullable(context.getHeaderString(header)))
                .map(RequestGate::plain)
                .orElse(own);
        MDC.put("correlationId", correlationId);
        current.correlate(correlationId);
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

    private static URI address(ContainerRequestContext context, HttpServerRequest request, boolean overAzure) {
        var named = overAzure ? PublicAddress.behindAzure(request) : Optional.<URI>empty();
        return named.orElseGet(() ->
                PublicAddress.of(request, context.getUriInfo().getRequestUri().getRawPath()));
    }

    private static String plain(String id) {
        var shown = UNFIT_FOR_LOGS.matcher(id).replaceAll("");
        return shown.substring(0, Math.min(shown.length(), LONGEST_ID));
    }
}
