package io.proconsul.gateway.fetch;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Over HTTPS only, from exactly there: redirects are not followed, and what is not JSON or too long is not read. */
@ApplicationScoped
public class HttpsJsonFetch implements JsonFetch {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST = 1 << 20;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Override
    public String get(URI location) throws IOException {
        if (!"https".equals(location.getScheme())) {
            throw new IOException("Expected an https address, found " + location);
        }
        var request = HttpRequest.newBuilder(location)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .build();
        try {
            return text(location, client.send(request, BodyHandlers.ofInputStream()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading " + location, e);
        }
    }

    private static String text(URI location, HttpResponse<java.io.InputStream> answer) throws IOException {
        try (var body = answer.body()) {
            var type = answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
            if (answer.statusCode() != 200 || !type.startsWith("application/json")) {
                throw new IOException("Expected status 200 with application/json from %s, found %d with '%s'"
                        .formatted(location, answer.statusCode(), type));
            }
            var bytes = body.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new IOException("Expected at most %d bytes from %s, found more".formatted(LONGEST, location));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
