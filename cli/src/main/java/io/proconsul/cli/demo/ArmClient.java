package io.proconsul.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.proconsul.local.deployment.Credentials.ServicePrincipal;
import io.proconsul.local.http.Tls;
import io.proconsul.local.stack.StackStatus;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Azure Resource Manager as a customer's tool sees it: a token from Entra, then JSON over HTTPS. */
final class ArmClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANAGEMENT = "https://management.azure.com";
    private static final String STORAGE = "https://storage.azure.com";
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(60);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

    private final URI entra;
    private final URI resourceManager;
    private final String tenant;
    private final ServicePrincipal customer;
    private final HttpClient client;
    private final Clock clock;
    private final Map<String, Token> tokens = new HashMap<>();

    /** A token and when another one is asked for. */
    private record Token(String value, Instant until) {}

    private ArmClient(
            URI entra, URI resourceManager, String tenant, ServicePrincipal customer, HttpClient client, Clock clock) {
        this.entra = entra;
        this.resourceManager = resourceManager;
        this.tenant = tenant;
        this.customer = customer;
        this.client = client;
        this.clock = clock;
    }

    static ArmClient of(StackStatus stack, String tenant, ServicePrincipal customer, Clock clock) {
        var endpoints = stack.endpoints();
        var client = HttpClient.newBuilder()
                .sslContext(Tls.client(Path.of(required(endpoints, "certificateAuthority"))))
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        return new ArmClient(
                URI.create(required(endpoints, "entra")),
                URI.create(required(endpoints, "resourceManager")),
                tenant,
                customer,
                client,
                clock);
    }

    /** An answer and its body; a missing node if it has none. */
    record Answer(int status, JsonNode body) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** The answer, which has to be a success; otherwise its error is the demonstration's. */
        Answer orFail(String what) {
            if (isSuccess()) {
                return this;
            }
            throw new DemoFailure("%s was answered with %d %s: %s"
                    .formatted(
                            what,
                            status,
                            body.at("/error/code").asText(),
                            body.at("/error/message").asText()));
        }
    }

    Answer get(String path, String apiVersion) throws InterruptedException {
        return send("GET", path, apiVersion, MissingNode.getInstance());
    }

    Answer put(String path, String apiVersion, JsonNode body) throws InterruptedException {
        return send("PUT", path, apiVersion, body);
    }

    Answer post(String path, String apiVersion, JsonNode body) throws InterruptedException {
        return send("POST", path, apiVersion, body);
    }

    Answer delete(String path, String apiVersion) throws InterruptedException {
        return send("DELETE", path, apiVersion, MissingNode.getInstance());
    }

    private Answer send(String method, String path, String apiVersion, JsonNode body) throws InterruptedException {
        var content = body.isMissingNode() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        var request = HttpRequest.newBuilder(resourceManager.resolve(path + "?api-version=" + apiVersion))
                .header("Authorization", "Bearer " + token(MANAGEMENT))
                .header("Content-Type", "application/json")
                .timeout(REQUEST_LIMIT)
                .method(method, content)
                .build();
        return answer(request);
    }

    /** What a URL of Azure Storage holds; empty if it does not answer with that. */
    String storage(String url) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token(STORAGE))
                .header("x-ms-version", "2021-12-02")
                .timeout(REQUEST_LIMIT)
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : "";
        } catch (IOException e) {
            return "";
        }
    }

    private String token(String audience) throws InterruptedException {
        var known = tokens.get(audience);
        if (known == null || clock.instant().isAfter(known.until())) {
            var form = Map.of(
                    "grant_type",
                    "client_credentials",
                    "client_id",
                    customer.clientId(),
                    "client_secret",
                    customer.clientSecret(),
                    "scope",
                    audience + "/.default");
            var request = HttpRequest.newBuilder(entra.resolve("/" + tenant + "/oauth2/v2.0/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .timeout(REQUEST_LIMIT)
                    .POST(BodyPublishers.ofString(encoded(form)))
                    .build();
            var answered = answer(request).orFail("The request for a token").body();
            known = new Token(
                    answered.path("access_token").asText(), clock.instant().plus(TOKEN_LIFE));
            tokens.put(audience, known);
        }
        return known.value();
    }

    private Answer answer(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()));
        } catch (IOException e) {
            // Azure itself is never down for long; whoever polls asks again.
            return new Answer(503, JSON.createObjectNode().put("error", String.valueOf(e.getMessage())));
        }
    }

    private static JsonNode json(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String required(Map<String, String> endpoints, String name) {
        var url = endpoints.get(name);
        if (url == null) {
            throw new DemoFailure("The stack has no " + name + "; was it started with --backbone?");
        }
        return url;
    }
}
