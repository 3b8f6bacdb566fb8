package io.proconsul.gateway.error;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The last word on every failure, also on those that the framework finds: always ARM's shape, never a stack trace. */
public final class ErrorMappers {

    private static final Logger LOG = Logger.getLogger(ErrorMappers.class);
    private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8");

    @ServerExceptionMapper
    public Response expected(ApiException exception) {
        return response(exception.error());
    }

    @ServerExceptionMapper
    public Response framework(WebApplicationException exception) {
        var status = exception.getResponse().getStatus();
        if (status >= 500) {
            return unexpected(exception);
        }
        var problem = Framework.problem(status);
        var response = Response.status(status).type(JSON).entity(new ErrorBody(problem));
        var allow = exception.getResponse().getHeaderString("Allow");
        return allow == null
                ? response.build()
                : response.header("Allow", allow).build();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable exception) {
        LOG.error("Request failed", exception);
        return Response.status(500)
                .type(JSON)
                .entity(new ErrorBody(Framework.problem(500)))
                .build();
    }

    /** RFC 6750: who showed nothing is not told that it is invalid. */
    private static String challenge(Problem problem) {
        return problem.code().equals("AuthenticationFailed")
                ? "Bearer realm=\"proconsul\""
                : "Bearer realm=\"proconsul\", error=\"invalid_token\"";
    }

    private static Response response(ApiError error) {
        var response = Response.status(error.status()).type(JSON).entity(new ErrorBody(error.problem()));
        error.retryAfter().ifPresent(wait -> response.header("Retry-After", wait.toSeconds()));
        if (error.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, challenge(error.problem()));
        }
        return response.build();
    }
}
