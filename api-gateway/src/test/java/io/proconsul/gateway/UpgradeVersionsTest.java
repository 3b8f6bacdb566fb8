package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.proconsul.gateway.view.Documents;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Scope;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GatewayProfile.class)
class UpgradeVersionsTest {

    @Inject
    InMemoryKafka kafka;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    private final String group = "rg-" + UUID.randomUUID();

    @BeforeEach
    void begin() {
        kafka.reset();
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
    }

    @Test
    void listsWhatOneStepReaches() {
        runs("c-one", "v1.18.2");

        await().untilAsserted(() -> versions("{}").statusCode(200));
        versions("{}")
                .header("Content-Type", equalTo("application/json;charset=utf-8"))
                .body("size()", equalTo(1))
                .body("versions", hasSize(2))
                .body("versions[0].size()", equalTo(2))
                .body("versions.version", equalTo(List.of("v1.19.2", "v1.20.6")))
                .body("versions.status", equalTo(List.of("AVAILABLE", "AVAILABLE")));
    }

    @Test
    void tellsWhatIsRecommendedAndWhatIsAPreview() {
        runs("c-one", "v1.20.6");

        await().untilAsserted(() -> versions("{}").statusCode(200));
        versions("{}")
                .body("versions.version", equalTo(List.of("v1.21.4", "v1.22.0")))
                .body("versions.status", equalTo(List.of("RECOMMENDED", "PREVIEW")));
    }

    @Test
    void theNewestGoesNowhere() {
        runs("c-one", "v1.22.0");

        await().untilAsserted(() -> versions("").statusCode(200).body("versions", hasSize(0)));
    }

    @Test
    void anUnknownOrDeletedClusterIsNotFound() {
        versions("{}").statusCode(404).body("error.code", equalTo("ResourceNotFound"));

        runs("c-one", "v1.20.6");
        await().untilAsserted(() -> versions("{}").statusCode(200));
        kafka.publish(Samples.state(scope("c-one"), "DELETED", 2));

        await().untilAsserted(() -> versions("{}").statusCode(404));
    }

    @Test
    void twoClustersAreOneTooMany() {
        runs("c-one", "v1.20.6");
        runs("c-two", "v1.20.6");

        await().untilAsserted(() -> versions("{}").statusCode(409).body("error.code", equalTo("AmbiguousCluster")));
    }

    @Test
    void anotherTenantsClusterIsNotFound() {
        var theirs = new Scope(UUID.randomUUID().toString(), Samples.SUBSCRIPTION, group, "c-one");
        kafka.publish(Samples.state(theirs, "RUNNING", 1));
        var barrier = Samples.group(group + "-ours").cluster("c-one");
        kafka.publish(Samples.state(barrier, "RUNNING", 1)); // read after theirs

        await().untilAsserted(() -> post(group + "-ours", "{}").statusCode(200));
        versions("{}").statusCode(404);
    }

    @Test
    void aBrokenBodyIsRefused() {
        versions("{").statusCode(400).body("error.target", equalTo("body"));
        versions("[]").statusCode(400).body("error.target", equalTo("body"));
    }

    private void runs(String name, String version) {
        kafka.publish(running(scope(name), version));
    }

    private static ClusterState running(Scope scope, String version) {
        var state = Samples.state(scope, "RUNNING", 1);
        var cluster = Documents.of(state).orElseThrow();
        var spec = ClusterSpec.newBuilder(cluster.getSpec())
                .setConsulVersion(version)
                .build();
        var changed =
                Cluster.newBuilder().setRef(cluster.getRef()).setSpec(spec).build();
        return new ClusterState(
                scope,
                state.getClusterId(),
                state.getIncarnation(),
                state.getPhase(),
                Payloads.pack(changed),
                List.of(),
                List.of(),
                List.of(),
                state.getChangedAt(),
                state.getRevision());
    }

    private Scope scope(String name) {
        return Samples.group(group).cluster(name);
    }

    private ValidatableResponse versions(String body) {
        return post(group, body);
    }

    private static ValidatableResponse post(String group, String body) {
        var path =
                "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.CustomProviders/resourceProviders/public/listConsulUpgradeVersions"
                        .formatted(Samples.SUBSCRIPTION, group);
        return given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + Tokens.of("Proconsul.Reader"))
                .body(body)
                .post(path)
                .then();
    }
}
