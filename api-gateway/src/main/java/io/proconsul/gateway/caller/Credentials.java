package io.proconsul.gateway.caller;

import io.vertx.core.http.HttpServerRequest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows of its sender.
 *
 * @param certificate of the client, whose key the handshake has proved to be the client's
 * @param authorization every header of that name
 * @param homeTenant the header in which Azure names the subscription's tenant; anybody can send it
 */
record Credentials(Optional<X509Certificate> certificate, List<String> authorization, Optional<String> homeTenant) {

    static Credentials of(HttpServerRequest request) {
        return new Credentials(
                certificate(request),
                request.headers().getAll("Authorization"),
                Optional.ofNullable(request.getHeader("x-ms-home-tenant-id")));
    }

    private static Optional<X509Certificate> certificate(HttpServerRequest request) {
        var session = request.isSSL() ? request.connection().sslSession() : null;
        if (session == null) {
            return Optional.empty();
        }
        try {
            return first(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    private static Optional<X509Certificate> first(java.security.cert.Certificate @Nullable [] chain) {
        return chain != null && chain.length > 0 && chain[0] instanceof X509Certificate leaf
                ? Optional.of(leaf)
                : Optional.empty();
    }
}
