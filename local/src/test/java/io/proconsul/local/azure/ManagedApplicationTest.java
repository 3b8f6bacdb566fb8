package io.proconsul.local.azure;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.local.fault.FaultScript;
import io.proconsul.local.http.HttpEdge;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import io.proconsul.local.http.Tls;
import io.proconsul.local.ledger.Ledger;
import io.proconsul.local.tls.LocalCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedApplicationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String APP = "/subscriptions/" + Subscription.ID
            + "/resourceGroups/rg1/providers/Microsoft.Solutions/applications/app-one";
    private static final String MANAGED = "/subscriptions/" + Subscription.ID + "/resourceGroups/rg1-mrg-app-one";
    private static final String CLUSTER =
            MANAGED + "/providers/Microsoft.CustomProviders/resourceProviders/public/consulClusters/app-one";

    private final List<Request> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger outages = new AtomicInteger(1);

    @TempDir
    Path state;

    private volatile String clusterState = "";
    private HttpEdge controlPlane;
    private Ledger ledger;
    private Cloud cloud;

    @BeforeEach
    void start() {
        ledger = Ledger.open(state.resolve("control-plane.jsonl"));
        controlPlane = HttpEdge.start(
                "gateway",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.of(tls()),
                this::answer,
                ledger,
                FaultScript.watching(state.resolve("none.json")));
        var base = "https://127.0.0.1:" + controlPlane.port();
        cloud = Cloud.start(
                state,
                Optional.of(URI.create(base + "?code=c1")),
                Optional.of(URI.create(base + "/notifications?sig=s3")),
                Optional.empty());
        cloud.groups().createOrUpdate("rg1", new ResourceGroupInner().withLocation("westeurope"));
    }

    @AfterEach
    void stop() throws IOException {
        cloud.close();
        controlPlane.close();
        ledger.close();
    }

    @Test
    void deploysAndWithdrawsAClusterAndTellsThePublisher() {
        arm(HttpMethod.PUT, """
                {"location": "westeurope", "kind": "MarketPlace",
                 "plan": {"name": "on-demand-v2", "product": "p", "publisher": "q", "version": "1"},
                 "properties": {"managedResourceGroupId": "%s",
                   "parameters": {"numServers": {"value": "3"}, "consulDataCenter": {"value": "dc1"}}}}""".formatted(MANAGED));

        await().atMost(Duration.ofSeconds(30)).until(() -> told().equals(Set.of("PUT Accepted", "PUT Succeeded")));
        assertThat(cloud.groups().get("rg1-mrg-app-one").managedBy()).isEqualTo(APP);
        var put = seen.stream()
                .filter(request -> request.method().equals("PUT"))
                .findFirst()
                .orElseThrow();
        assertThat(put.path()).isEqualTo("/consulama/2021-04-23" + CLUSTER);
        assertThat(put.header("X-MS-CustomProviders-RequestPath")).contains(CLUSTER);
        assertThat(json(put.body().text())
                        .path("properties")
                        .path("consulNumServers")
                        .asText())
                .isEqualTo("3");
        assertThat(json(put.body().text())
                        .path("properties")
                        .path("managedAppId")
                        .asText())
                .isEqualTo(APP);

        arm(HttpMethod.DELETE, "");

        await().atMost(Duration.ofSeconds(30)).until(() -> told().contains("DELETE Deleted"));
        ArmTest.refused(() -> cloud.groups().get("rg1-mrg-app-one"), 404, "ResourceGroupNotFound");
        assertThat(clusterState).isEmpty();
    }

    @Test
    void callsWithTheCertificateThatItPublishesAndTheCodeThatIsRegistered() throws Exception {
        arm(HttpMethod.PUT, """
                {"location": "westeurope", "properties": {"managedResourceGroupId": "%s"}}""".formatted(MANAGED));

        await().atMost(Duration.ofSeconds(30)).until(() -> told().contains("PUT Succeeded"));

        var list = json(published()).path("clientCertificates");
        assertThat(list).hasSize(1);
        var published =
                Base64.getDecoder().decode(list.get(0).path("certificate").asText());
        assertThat(seen).allSatisfy(request -> assertThat(request.peer().get(0).getEncoded())
                .isEqualTo(published));
        assertThat(seen)
                .filteredOn(request -> request.path().startsWith("/consulama"))
                .isNotEmpty()
                .allSatisfy(request -> {
                    assertThat(request.parameter("code")).contains("c1");
                    assertThat(request.header("x-ms-home-tenant-id")).contains(Subscription.TENANT);
                });
    }

    @Test
    void endsFailedWhenTheClusterDoes() {
        arm(HttpMethod.PUT, """
                {"location": "westeurope", "properties": {"managedResourceGroupId": "%s",
                   "parameters": {"consulDataCenter": {"value": "doomed"}}}}""".formatted(MANAGED));

        await().atMost(Duration.ofSeconds(30)).until(() -> told().contains("PUT Failed"));

        assertThat(json(get(APP)).at("/properties/provisioningState").asText()).isEqualTo("Failed");
    }

    private Tls tls() {
        var authority = Cloud.authority(state);
        var keys = authority.serverKeyStore("gateway", List.of("localhost"), List.of(InetAddress.getLoopbackAddress()));
        return Tls.load(keys, LocalCa.PASSWORD.toCharArray(), Optional.of(authority.pem()));
    }

    /** Without a token: it is for everybody. */
    private String published() {
        var request = new HttpRequest(HttpMethod.GET, cloud.azure.armEndpoint() + MetadataHandler.PATH);
        try (HttpResponse response =
                Objects.requireNonNull(cloud.http.send(request).block())) {
            assertThat(response.getStatusCode()).isEqualTo(200);
            return response.getBodyAsBinaryData().toString();
        }
    }

    /** The events, in no order: each is a call of its own, and one that meets the outage is repeated. */
    private Set<String> told() {
        return seen.stream()
                .filter(request -> request.path().equals("/notifications/resource"))
                .map(request -> json(request.body().text()))
                .map(event -> event.path("eventType").asText() + " "
                        + event.path("provisioningState").asText())
                .collect(toSet());
    }

    /** A control plane that is down for the first notification, and whose clusters run as soon as they are looked at. */
    private Response answer(Request request) {
        seen.add(request);
        if (request.path().startsWith("/notifications")) {
            assertThat(request.parameter("sig")).contains("s3");
            return Response.empty(outages.getAndDecrement() > 0 ? 503 : 200);
        }
        switch (request.method()) {
            case "PUT" -> clusterState = request.body().text().contains("doomed") ? "FAILED" : "RUNNING";
            case "DELETE" -> clusterState = "";
            default -> {
                return clusterState.isEmpty()
                        ? Response.json(404, "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"gone\"}}")
                        : Response.json(200, "{\"properties\":{\"state\":\"" + clusterState + "\"}}");
            }
        }
        return Response.json(200, "{}");
    }

    private void arm(HttpMethod method, String body) {
        try (HttpResponse response = cloud.send(method, APP, body)) {
            assertThat(response.getStatusCode()).isBetween(200, 202);
            assertThat(response.getHeaderValue(HttpHeaderName.fromString("Azure-AsyncOperation")))
                    .startsWith(cloud.azure.armEndpoint().toString());
        }
    }

    private String get(String path) {
        try (HttpResponse response = cloud.send(HttpMethod.GET, path, "")) {
            return response.getBodyAsBinaryData().toString();
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
