package io.proconsul.bench.chaos.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.proconsul.local.deployment.Credentials.ServicePrincipal;
import io.proconsul.local.http.Tls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Azure Resource Manager as the customers' tool uses it: asks again until it is served. Thread-safe. */
final class Arm {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 500;

    private final Map<String, String> endpoints;
    private final String tenant;
    private final ServicePrincipal customer;
    private final HttpClient client;
    private String token = "";

    /** @param endpoints of the stack */
    Arm(Map<String, String> endpoints, String tenant, ServicePrincipal customer) {
        this.endpoints = Map.copyOf(endpoints);
        this.tenant = tenant;
        this.customer = customer;
        this.client = HttpClient.newBuilder()
                .sslContext(Tls.client(Path.of(endpoint("certificateAuthority"))))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** Returns when the resource is there; anything but a success is the run's failure. */
    void put(String path, String version, JsonNode body) throws InterruptedException {
        served(path, version, "PUT", body.toString());
        while (isBusy(served(path, version, "GET", ""))) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static boolean isBusy(JsonNode resource) {
        var state = resource.at("/properties/provisioningState").asText("Succeeded");
        return !state.equals("Succeeded");
    }

    private JsonNode served(String path, String version, String method, String body) throws InterruptedException {
        while (true) {
            var request = HttpRequest.newBuilder(
                            URI.create(endpoint("resourceManager") + path + "?api-version=" + version))
                    .header("Authorization", "Bearer " + token())
                    .header("Content-Type", "application/json")
                    .timeout(LIMIT)
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            var answer = send(request);
            int status = answer.path("status").asInt();
            if (status >= 200 && status < 300) {
                return answer.path("body");
            }
            if (status != 0 && status != 409 && status != 429 && status < 500) {
                throw new IllegalStateException("%s %s: expected a success, found %s".formatted(method, path, answer));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Status 0 stands for no answer. */
    private JsonNode send(HttpRequest request) throws InterruptedException {
        var answer = JSON.createObjectNode();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            answer.put("status", response.statusCode());
            answer.set("body", response.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(response.body()));
        } catch (IOException e) {
            answer.put("status", 0).put("body", String.valueOf(e.getMessage()));
        }
        return answer;
    }

    private synchronized String token() throws InterruptedException {
        while (token.isEmpty()) {
            var form = Map.of(
                            "grant_type",
                            "client_credentials",
                            "client_id",
                            customer.clientId(),
                            "client_secret",
                            customer.clientSecret(),
                            "scope",
                            "https://management.azure.com/.default")
                    .entrySet()
                    .stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            var request = HttpRequest.newBuilder(URI.create(endpoint("entra") + "/" + tenant + "/oauth2/v2.0/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .timeout(LIMIT)
                    .POST(BodyPublishers.ofString(form))
                    .build();
            token = send(request).at("/body/access_token").asText();
        }
        return token;
    }

    private String endpoint(String name) {
        var url = endpoints.get(name);
        if (url == null) {
            throw new IllegalStateException(
                    "Expected the stack to have " + name + ", but it has " + endpoints.keySet());
        }
        return url;
    }
}
