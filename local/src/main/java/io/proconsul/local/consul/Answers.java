package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.JsonNode;
import io.proconsul.local.http.Body;
import io.proconsul.local.http.Response;
import java.util.Map;

/** The shapes of Consul's answers. */
final class Answers {
    private Answers() {}

    static Response json(JsonNode body) {
        return Response.json(200, body.toString());
    }

    static Response json(boolean body) {
        return Response.json(200, Boolean.toString(body));
    }

    static Response ok() {
        return Response.empty(200);
    }

    static Response error(int status, String text) {
        return new Response(status, Map.of("Content-Type", "text/plain; charset=utf-8"), Body.of(text));
    }

    /** With the headers of a consistent read. */
    static Response read(JsonNode body, long index) {
        return indexed(json(body), index);
    }

    static Response indexed(Response response, long index) {
        return response.with("X-Consul-Index", Long.toString(Math.max(1, index)))
                .with("X-Consul-KnownLeader", "true")
                .with("X-Consul-LastContact", "0");
    }
}
