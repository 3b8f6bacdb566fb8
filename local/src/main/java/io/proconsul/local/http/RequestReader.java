package io.proconsul.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Turns the JDK's exchange into a {@link Request}. It reads the request line itself, because java.net.URI takes a path
 * that begins with two slashes, as some Azure clients send it, for a host name.
 */
final class RequestReader {
    private RequestReader() {}

    static Request read(HttpExchange exchange) throws IOException {
        var target = exchange.getRequestURI().toString();
        int mark = target.indexOf('?');
        var rawPath = mark < 0 ? target : target.substring(0, mark);
        return new Request(
                exchange.getRequestMethod().toUpperCase(Locale.ROOT),
                path(rawPath),
                mark < 0 ? Map.of() : query(target.substring(mark + 1)),
                headers(exchange),
                Body.of(exchange.getRequestBody().readAllBytes()),
                peer(exchange));
    }

    static String path(String raw) {
        var decoded = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        return ("/" + decoded).replaceAll("/{2,}", "/");
    }

    static Map<String, String> query(String raw) {
        var query = new LinkedHashMap<String, String>();
        for (var pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!name.isEmpty()) {
                query.putIfAbsent(decode(name), decode(value));
            }
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return headers;
    }

    private static List<X509Certificate> peer(HttpExchange exchange) {
        if (exchange instanceof HttpsExchange https) {
            try {
                Certificate[] chain = https.getSSLSession().getPeerCertificates();
                return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
            } catch (SSLPeerUnverifiedException anonymous) {
                return List.of();
            }
        }
        return List.of();
    }
}
