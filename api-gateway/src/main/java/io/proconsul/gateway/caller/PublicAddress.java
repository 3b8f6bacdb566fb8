package io.proconsul.gateway.caller;

import io.proconsul.gateway.error.ApiError;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The address of a request as its client has it: behind Azure that of Azure, which says so in {@code referer} (RPC-084). */
final class PublicAddress {

    /** What of a query is part of the address; anything else may be a secret. */
    private static final Set<String> KEPT = Set.of("api-version", "$top", "%24top");

    private PublicAddress() {}

    /** The address that Azure names; empty if it names none that can be used. */
    static Optional<URI> behindAzure(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("referer"))
                .flatMap(PublicAddress::parsed)
                .filter(uri -> uri.getHost() != null && "https".equalsIgnoreCase(uri.getScheme()));
    }

    /**
     * The address of one who calls the gateway itself.
     *
     * @param path canonical and encoded
     */
    static URI of(HttpServerRequest request, String path) {
        var query = kept(request.query());
        return Optional.ofNullable(request.authority())
                .flatMap(host -> parsed(request.scheme() + "://" + host + path + (query.isEmpty() ? "" : "?" + query)))
                .orElseThrow(() -> ApiError.badRequest("InvalidHeader", "Expected a host and a port.", "Host")
                        .asException());
    }

    private static String kept(@Nullable String query) {
        return query == null
                ? ""
                : Arrays.stream(query.split("&", -1))
                        .filter(parameter -> KEPT.contains(parameter.split("=", 2)[0]))
                        .collect(Collectors.joining("&"));
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
