package io.proconsul.gateway.input;

import io.proconsul.gateway.error.ApiError;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Gives routing the path that the client means; see {@link WirePath}. */
public final class PathFilter {

    private static final String REQUEST_PATH = "X-MS-CustomProviders-RequestPath";
    private static final Pattern API_VERSION =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-(preview|alpha|beta|rc|privatepreview))?");

    @ServerRequestFilter(preMatching = true)
    public void filter(ContainerRequestContext context, HttpServerRequest request) {
        checkApiVersion(request.getParam("api-version"));
        var reading = WirePath.read(pathOf(request.uri()), Optional.ofNullable(request.getHeader(REQUEST_PATH)));
        if (reading instanceof WirePath.Refused refused) {
            throw refused.error().asException();
        }
        if (reading instanceof WirePath.Canonical canonical) {
            context.setRequestUri(uri(canonical.path(), request.query()));
        }
    }

    /** RPC-008, for those who send one: the proxy does, the HCS log samples do not show it. */
    private static void checkApiVersion(@Nullable String version) {
        if (version != null && !API_VERSION.matcher(version).matches()) {
            throw ApiError.badRequest(
                            "InvalidApiVersionParameter",
                            "Expected api-version as YYYY-MM-DD, or YYYY-MM-DD-preview.",
                            "api-version")
                    .asException();
        }
    }

    private static String pathOf(String uri) {
        var absolute = uri.indexOf("://");
        var path =
                uri.startsWith("/") || absolute < 0 ? uri : uri.substring(Math.max(0, uri.indexOf('/', absolute + 3)));
        var end = path.indexOf('?');
        return end < 0 ? path : path.substring(0, end);
    }

    private static URI uri(String path, @Nullable String query) {
        try {
            return new URI(query == null ? path : path + "?" + query);
        } catch (URISyntaxException e) {
            throw ApiError.badRequest("InvalidPath", "The path or query is not a valid URI.", "path")
                    .asException();
        }
    }
}
