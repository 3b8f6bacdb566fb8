package io.proconsul.local.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP answer.
 *
 * @param principal who the stand-in found the caller to be, for the ledger only; empty if it did not authenticate
 */
public record Response(int status, Map<String, String> headers, Body body, String principal) {

    public Response {
        headers = Map.copyOf(headers);
    }

    public Response(int status, Map<String, String> headers, Body body) {
        this(status, headers, body, "");
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
        return new Response(status, more, body, principal);
    }

    public Response calledBy(String name) {
        return new Response(status, headers, body, name);
    }
}
