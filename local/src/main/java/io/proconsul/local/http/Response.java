package io.proconsul.local.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP answer. */
public record Response(int status, Map<String, String> headers, Body body) {

    public Response {
        headers = Map.copyOf(headers);
    }

    public static Response empty(int status) {
        return new Response(status, Map.of(), Body.EMPTY);
    }

    public static Response json(int status, String json) {
        return new Response(status, Map.of("Content-Type", "application/json; charset=utf-8"), Body.of(json));
    }

    public Response with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }
}
