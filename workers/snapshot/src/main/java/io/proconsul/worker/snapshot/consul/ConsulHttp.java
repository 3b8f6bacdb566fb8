package io.proconsul.worker.snapshot.consul;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.proconsul.worker.Tenure;
import io.proconsul.worker.secrets.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests to one server's HTTPS API, and its answers as JSON. Says in every error what was asked, never with what. */
final class ConsulHttp {
    private static final int MAX_WORDS = 300;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final HttpClient client;
    private final String base;
    private final Duration timeLimit;

    ConsulHttp(HttpClient client, String base, Duration timeLimit) {
        this.client = client;
        this.base = base;
        this.timeLimit = timeLimit;
    }

    /** A complete answer. */
    record Answer(int status, String body, String call) {

        Answer orThrow() {
            if (status != 200) {
                throw failure();
            }
            return this;
        }

        ConsulException failure() {
            return new ConsulException(
                    status,
                    call,
                    body.strip().substring(0, Math.min(MAX_WORDS, body.strip().length())));
        }

        <T> T as(Class<T> type) throws IOException {
            return JSON.readValue(body, type);
        }
    }

    Answer get(String path, @Nullable Secret token) throws IOException, InterruptedException {
        return send(request(path, token).GET().build());
    }

    Answer put(String path, Map<String, ?> body, @Nullable Secret token) throws IOException, InterruptedException {
        return send(request(path, token)
                .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build());
    }

    Answer post(String path, Secret token) throws IOException, InterruptedException {
        return send(request(path, token).POST(BodyPublishers.noBody()).build());
    }

    Answer delete(String path, Secret token) throws IOException, InterruptedException {
        return send(request(path, token).DELETE().build());
    }

    Answer put(String path, Path file, Secret token) throws IOException, InterruptedException {
        return send(request(path, token).PUT(BodyPublishers.ofFile(file)).build());
    }

    /** An answer whose body is still to be read and closed. */
    HttpResponse<InputStream> open(String path, Secret token) throws IOException, InterruptedException {
        Tenure.require();
        return client.send(request(path, token).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        Tenure.require();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.body(),
                request.method() + " " + request.uri().getPath());
    }

    private HttpRequest.Builder request(String path, @Nullable Secret token) {
        var builder = HttpRequest.newBuilder(URI.create(base + path)).timeout(timeLimit);
        return token == null ? builder : builder.header("X-Consul-Token", token.reveal());
    }
}
