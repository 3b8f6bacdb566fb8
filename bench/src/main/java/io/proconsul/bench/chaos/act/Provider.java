package io.proconsul.bench.chaos.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** One gateway as Azure's custom provider calls it: a request with the path that Azure itself was asked for. */
final class Provider {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String API = "/consulama/2021-04-23";

    private final URI base;
    private final String code;
    private final HttpClient client;

    /**
     * Calls one gateway.
     *
     * @param code the query that is registered with its address
     * @param client shows Azure's certificate
     */
    Provider(URI base, String code, HttpClient client) {
        this.base = base;
        this.code = code;
        this.client = client;
    }

    /**
     * What the gateway said.
     *
     * @param status 0: nothing
     * @param operation that it names; empty if it names none
     */
    record Answer(int status, String operation, JsonNode body) {
        boolean isServed() {
            return status != 0 && status != 429 && status < 500;
        }
    }

    Answer call(String verb, String path, String body) throws InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(API + path + "?api-version=2018-09-01-preview&" + code))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .header("X-MS-CustomProviders-RequestPath", path)
                .method(verb, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            var operation =
                    answer.headers().firstValue("x-proconsul-operation-id").orElse("");
            return new Answer(answer.statusCode(), operation, json(answer.body()));
        } catch (IOException e) {
            return new Answer(0, "", MissingNode.getInstance());
        }
    }

    private static JsonNode json(String text) throws IOException {
        return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
    }
}
