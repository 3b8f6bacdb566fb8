package io.proconsul.gateway.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.error.ErrorBody;
import io.proconsul.gateway.error.Framework;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What holds around routing: every answer has an id, a body that says it is too large is not read, and what fails outside
 * of our own code is answered like everything else.
 */
@ApplicationScoped
public class ServerEdge {

    private static final Logger LOG = Logger.getLogger(ServerEdge.class);
    private static final String REQUEST_ID = "x-ms-request-id";
    private static final int BEFORE_ALL_ELSE = 10_000;

    private final ObjectMapper json;
    private final long limit;

    public ServerEdge(ObjectMapper json, GatewayConfig config) {
        this.json = json;
        this.limit = config.maxBodyBytes();
    }

    void routes(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
    }

    void filters(@Observes Filters filters) {
        filters.register(this::identify, BEFORE_ALL_ELSE);
    }

    /** RPC-080, RPC-081. */
    private void identify(RoutingContext context) {
        var request = context.request();
        var headers = context.response().headers();
        headers.set(REQUEST_ID, UUID.randomUUID().toString());
        var clientId = request.getHeader("x-ms-client-request-id");
        if (clientId != null && Boolean.parseBoolean(request.getHeader("x-ms-return-client-request-id"))) {
            headers.set("x-ms-client-request-id", clientId.replaceAll("\\p{Cntrl}", ""));
        }
        if (length(context) > limit) {
            headers.set(HttpHeaders.CONNECTION, "close");
            answer(context, JsonBodies.tooLarge(limit));
        } else if (!hasAClearEnd(context)) {
            headers.set(HttpHeaders.CONNECTION, "close");
            answer(context, ApiError.badRequest("InvalidHeader", "Expected chunked.", "Transfer-Encoding"));
        } else {
            context.next();
        }
    }

    private void failed(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        if (context.response().headWritten()) { // too late for another answer
            context.response().reset();
            return;
        }
        var status = context.statusCode() < 400 ? 500 : context.statusCode();
        if (status >= 500) {
            LOG.error("Request failed", context.failure());
        }
        if (!context.response().headers().contains(REQUEST_ID)) {
            context.response().putHeader(REQUEST_ID, UUID.randomUUID().toString());
        }
        answer(context, new ApiError(status, Framework.problem(status), Optional.empty()));
    }

    private void answer(RoutingContext context, ApiError error) {
        context.response()
                .setStatusCode(error.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .end(body(error))
                .onFailure(context::fail);
    }

    private String body(ApiError error) {
        try {
            return json.writeValueAsString(new ErrorBody(error.problem()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An error body is always JSON", e);
        }
    }

    /** Others than this server may find the end of a body elsewhere if it is coded twice. */
    private static boolean hasAClearEnd(RoutingContext context) {
        var coding = context.request().getHeader(HttpHeaders.TRANSFER_ENCODING);
        return coding == null || coding.equalsIgnoreCase("chunked");
    }

    private static long length(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
