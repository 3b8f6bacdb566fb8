package io.proconsul.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.local.deployment.Credentials;
import io.proconsul.local.http.Tls;
import io.proconsul.local.secrets.TopicScan;
import io.proconsul.local.stack.LocalStack;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.SchemaRegistries;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Looks after the bills as the operator's staff does: a token of Entra, and the gateway itself. */
final class BillingDesk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu/MM");

    private final LocalStack stack;
    private final Map<String, String> endpoints;
    private final HttpClient client;

    BillingDesk(LocalStack stack) {
        this.stack = stack;
        this.endpoints = stack.status().orElseThrow().endpoints();
        this.client = HttpClient.newBuilder()
                .sslContext(Tls.client(Path.of(endpoint("certificateAuthority"))))
                .build();
    }

    /** What started in this stack, the latest last. */
    List<ClusterEvent> starts() {
        var decoder = new AvroDeserializer<ClusterEvent>(
                ClusterEvent.class, SchemaRegistries.of(Map.of(SchemaRegistries.URL, endpoint("schemaRegistry"))));
        var events = new ArrayList<ClusterEvent>();
        TopicScan.read(endpoint("kafka"), found -> {
            if (found.topic().equals(Topics.CLUSTER_EVENTS.name())) {
                events.add(Objects.requireNonNull(decoder.deserialize(found.topic(), found.value())));
            }
        });
        return events.stream()
                .filter(event -> event.getType().equals("ClusterStarted"))
                .toList();
    }

    /** The items of the report on the month in which this happened to the application. */
    JsonNode report(ClusterEvent event) throws IOException, InterruptedException {
        var scope = event.getScope();
        var path = ("/subscriptions/%s/resourceGroups/%s/providers/Microsoft.CustomProviders/resourceProviders/public"
                        + "/billingReport")
                .formatted(scope.getSubscriptionId(), scope.getResourceGroup());
        var month = event.getAt().atOffset(ZoneOffset.UTC).format(MONTH);
        var request = HttpRequest.newBuilder(URI.create(endpoint("gateway") + path))
                .header("Authorization", "Bearer " + token(scope.getTenantId()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        JSON.createObjectNode().put("month", month).toString()))
                .build();
        return send(request).path("usage");
    }

    private String token(String tenant) throws IOException, InterruptedException {
        var reader = new Credentials(stack.state()).azure("reader");
        var form = "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=api://proconsul/.default"
                .formatted(reader.clientId(), reader.clientSecret());
        var request = HttpRequest.newBuilder(URI.create(endpoint("entra") + "/" + tenant + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return send(request).path("access_token").asText();
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("Expected 200, found %d %s".formatted(response.statusCode(), response.body()));
        }
        return JSON.readTree(response.body());
    }

    private String endpoint(String name) {
        return Objects.requireNonNull(endpoints.get(name), name);
    }
}
