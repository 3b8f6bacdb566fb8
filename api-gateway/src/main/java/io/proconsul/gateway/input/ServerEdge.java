package io.proconsul.gateway.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.error.ErrorBody;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/** What holds before routing begins: every answer has an id, and a body that says it is too large is not read. */
@ApplicationScoped
public class ServerEdge {

    private static final int BEFORE_ALL_ELSE = 10_000;

    private final ObjectMapper json;
    private final long limit;

    public ServerEdge(ObjectMapper json, GatewayConfig config) {
        this.json = json;
        this.limit = config.maxBodyBytes();
    }

    void filters(@Observes Filters filters) {
        filters.register(this::identify, BEFORE_ALL_ELSE);
    }

    /** RPC-080, RPC-081. */
    private void identify(RoutingContext context) {
        var request = context.request();
        var headers = context.response().headers();
        headers.set("x-ms-request-id", UUID.randomUUID().toString());
        var clientId = request.getHeader("x-ms-client-request-id");
        if (clientId != null && Boolean.parseBoolean(request.getHeader("x-ms-return-client-request-id"))) {
            headers.set("x-ms-client-request-id", clientId.replaceAll("\\p{Cntrl}", ""));
        }
        if (length(context) > limit) {
            headers.set(HttpHeaders.CONNECTION, "close");
            answer(context, JsonBodies.tooLarge(limit));
        } else {
            context.next();
        }
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

    private static long length(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
