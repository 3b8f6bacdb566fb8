package io.proconsul.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON requests to the registry, tried again on the next of its addresses while it gives no answer, throttles or fails.
 * All requests of its protocol are idempotent.
 */
final class RegistryHttp {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(REQUEST_LIMIT).build();
    private final List<URI> addresses;
    private final Optional<String> authorization;
    private final Patience patience;

    RegistryHttp(List<URI> addresses, Optional<String> authorization, Patience patience) {
        this.addresses = List.copyOf(addresses);
        this.authorization = authorization;
        this.patience = patience;
    }

    /** The registry's last word: any status below 500 other than 429, with a JSON body. */
    Answer send(String method, String path, @Nullable Object body) {
        var attempt = 0;
        while (true) {
            var address = addresses.get(attempt % addresses.size());
            try {
                var answer = exchange(request(address, method, path, body));
                if (answer.status() < 500 && answer.status() != 429) {
                    return answer;
                }
                throw new IOException("HTTP status " + answer.status() + " " + answer.message());
            } catch (IOException e) {
                attempt++;
                if (!patience.waitAfter(attempt)) {
                    throw new RegistryException(
                            "%s %s%s: no answer from the schema registry in %d attempts, at last: %s"
                                    .formatted(method, address, path, attempt, e),
                            e);
                }
            }
        }
    }

    private HttpRequest request(URI address, String method, String path, @Nullable Object body) throws IOException {
        var content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(REQUEST_LIMIT)
                .header("Accept", MEDIA_TYPE + ", application/json")
                .header("Content-Type", MEDIA_TYPE)
                .method(method, content);
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    private Answer exchange(HttpRequest request) throws IOException {
        try {
            return answer(client.send(request, BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("Interrupted while asking the schema registry at " + request.uri(), e);
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        try {
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (JsonProcessingException e) {
            return new Answer(response.statusCode(), JSON.missingNode());
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    record Answer(int status, JsonNode body) {

        boolean ok() {
            return status >= 200 && status < 300;
        }

        /** The registry itself says so, rather than a proxy or a wrong address. */
        boolean notFound() {
            return status == 404 && body.has("error_code");
        }

        String message() {
            return body.path("message").asText("without a message");
        }
    }

    /** Decides after each failure whether to try again, and waits before saying yes. */
    interface Patience {
        boolean waitAfter(int attempt);

        /** Doubling from 200 ms up to 3 s, eight attempts: about 12 s of patience with a registry that restarts. */
        static Patience standard() {
            return attempt -> attempt < 8 && pause(Math.min(3000L, 100L << attempt));
        }

        private static boolean pause(long millis) {
            try {
                Thread.sleep(millis);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
