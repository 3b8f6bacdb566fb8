package io.proconsul.local.azure.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.local.http.Body;
import io.proconsul.local.http.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The control plane's gateway as the endpoint of the custom provider {@code public} (CUR-01..07). */
public final class Gateway {
    /** How long Azure waits for a provider before it answers 504 itself (RPC-086). */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String API = "/consulama/2021-04-23";
    private static final String PATH_HEADER = "X-MS-CustomProviders-RequestPath";
    private static final List<String> PASSED_ON =
            List.of("Content-Type", "Location", "Azure-AsyncOperation", "Retry-After", "ETag");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final String query;
    private final String homeTenant;
    private final HttpClient client;

    /**
     * Calls one provider.
     *
     * @param registered the address as the publisher gave it; its query, if any, goes with every request
     * @param homeTenant of the subscription
     * @param client shows Resource Manager's certificate
     */
    public Gateway(URI registered, String homeTenant, HttpClient client) {
        var text = registered.toString();
        int mark = text.indexOf('?');
        this.base = (mark < 0 ? text : text.substring(0, mark)).replaceAll("/+$", "");
        this.query = mark < 0 ? "" : "&" + text.substring(mark + 1);
        this.homeTenant = homeTenant;
        this.client = client;
    }

    /** Forwards a request; an answer of 502 or 504 when there is none. */
    public Response call(String method, String requestPath, Body body) {
        var uri = URI.create(base + API + requestPath + "?api-version=2018-09-01-preview" + query);
        var request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header(PATH_HEADER, requestPath)
                .header("x-ms-home-tenant-id", homeTenant)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body.bytes()))
                .build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> headers = new LinkedHashMap<>();
            for (var name : PASSED_ON) {
                answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
            }
            return new Response(answer.statusCode(), headers, Body.of(answer.body()));
        } catch (IOException e) {
            return Response.json(
                    502, "{\"error\":{\"code\":\"BadGateway\",\"message\":\"The provider does not answer.\"}}");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Response.json(504, "{\"error\":{\"code\":\"GatewayTimeout\",\"message\":\"Interrupted.\"}}");
        }
    }

    /** The answer's body; a missing node if it is not JSON. */
    static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.body().text());
        } catch (JsonProcessingException e) {
            return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        }
    }
}
