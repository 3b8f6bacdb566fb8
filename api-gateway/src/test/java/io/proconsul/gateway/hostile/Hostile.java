package io.proconsul.gateway.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.gateway.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request, and how it has to be refused. Rows are written with single quotes where JSON has double ones.
 *
 * @param target as on the wire, not encoded
 * @param headers as lines
 * @param body each character is a byte
 * @param code of the error or of one of its details
 * @param problem the target of that error; null if there need not be one
 */
record Hostile(
        String name,
        String method,
        String target,
        List<String> headers,
        String body,
        int status,
        String code,
        @Nullable String problem) {

    static final String SUBSCRIPTION = "99999999-9999-4999-8999-999999999999";
    static final String GROUP = "/subscriptions/" + SUBSCRIPTION
            + "/resourceGroups/rg/providers/Microsoft.CustomProviders/resourceProviders/public";
    static final String CLUSTERS = GROUP + "/consulClusters";
    static final String CLUSTER = CLUSTERS + "/c-one";
    static final String GOOD = json("{'properties':{'location':'westus2'}}");

    private static final String CONTENT_TYPE = "Content-Type: application/json";
    private static final String AUTHORIZATION = "Authorization: Bearer " + Tokens.administrator();

    static Hostile put(String name, String path, String body) {
        return sent("PUT", name, path, body);
    }

    static Hostile get(String name, String path) {
        return sent("GET", name, path, "");
    }

    static Hostile act(String name, String action, String body) {
        return sent("POST", name, GROUP + "/" + action, body);
    }

    static Hostile sent(String method, String name, String path, String body) {
        var headers = List.of(CONTENT_TYPE, AUTHORIZATION);
        return new Hostile(name, method, path, headers, bytes(json(body)), 0, "", null);
    }

    /** The same with these bytes, which need be no text. */
    Hostile withBytes(String content) {
        return new Hostile(name, method, target, headers, content, status, code, problem);
    }

    Hostile with(String header) {
        var more = new ArrayList<>(headers);
        more.add(header);
        return new Hostile(name, method, target, more, body, status, code, problem);
    }

    Hostile without(String header) {
        var fewer =
                headers.stream().filter(line -> !line.startsWith(header + ":")).toList();
        return new Hostile(name, method, target, fewer, body, status, code, problem);
    }

    /** Whoever sends it shows this in place of a token. */
    Hostile as(String authorization) {
        return without("Authorization").with("Authorization: " + authorization);
    }

    /** How it is refused. */
    Hostile is(int expected, String as, @Nullable String of) {
        return new Hostile(name, method, target, headers, body, expected, as, of);
    }

    Hostile invalid(String of) {
        return is(400, "InvalidParameter", of);
    }

    Hostile of(String as, String of) {
        return is(400, as, of);
    }

    Hostile name(String of) {
        return is(400, "InvalidResourceName", of);
    }

    Hostile version() {
        return is(400, "UnsupportedApiVersion", "version");
    }

    Hostile apiVersion() {
        return is(400, "InvalidApiVersionParameter", "api-version");
    }

    Hostile path() {
        return is(400, "InvalidPath", "path");
    }

    /** There is no such path. */
    Hostile nowhere() {
        return is(404, "ResourceNotFound", null);
    }

    /** There is such a path, and nothing behind it. */
    Hostile nothingThere() {
        return is(404, "ResourceNotFound", null);
    }

    Hostile refusedMethod() {
        return is(405, "MethodNotAllowed", null);
    }

    /** Its body is said to be of a type that is not taken. */
    Hostile typed(String type) {
        return without("Content-Type").with("Content-Type: " + type).is(415, "UnsupportedMediaType", "Content-Type");
    }

    /** Neither the URL nor the proxy's header names anything. */
    Hostile unnamed() {
        return is(400, "MissingRequestPath", "X-MS-CustomProviders-RequestPath");
    }

    Hostile header(String of) {
        return is(400, "InvalidHeader", of);
    }

    Hostile unknown() {
        return is(401, "AuthenticationFailed", "Authorization");
    }

    Hostile invalidToken() {
        return is(401, "InvalidAuthenticationToken", "Authorization");
    }

    Hostile expired() {
        return is(401, "ExpiredAuthenticationToken", "Authorization");
    }

    Hostile audience() {
        return is(401, "InvalidAuthenticationTokenAudience", "Authorization");
    }

    Hostile tenant() {
        return is(401, "InvalidAuthenticationTokenTenant", "Authorization");
    }

    Hostile forbidden() {
        return is(403, "AuthorizationFailed", null);
    }

    Hostile unreadable() {
        return is(400, "InvalidRequestContent", "body");
    }

    Hostile unknown(String of) {
        return is(400, "UnknownField", of);
    }

    Hostile tooLarge() {
        return is(413, "RequestEntityTooLarge", "body");
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }

    /** The text in UTF-8, a character for each byte. */
    static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    @Override
    public String toString() {
        return name;
    }
}
