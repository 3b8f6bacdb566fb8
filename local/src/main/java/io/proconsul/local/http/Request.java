package io.proconsul.local.http;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request, read whole.
 *
 * @param method upper case
 * @param path decoded, with repeated slashes collapsed, always with a leading slash
 * @param query decoded parameters; the first value of each
 * @param headers lower-cased names; the first value of each
 * @param peer the client's certificate chain, leaf first; empty without mutual TLS
 */
public record Request(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        Body body,
        List<X509Certificate> peer) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }
}
