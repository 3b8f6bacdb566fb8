package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.proconsul.gateway.federation.token.FederationTokenReading.Genuine;
import io.proconsul.gateway.federation.token.FederationTokens;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.Scope;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The actions createFederationToken and getFederation, over HTTP. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class FederationTest {

    @Inject
    InMemoryKafka kafka;

    @Inject
    InMemoryVault vault;

    @Inject
    FederationTokens tokens;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    /** Each test has a resource group of its own. */
    private final String group = "rg-" + UUID.randomUUID();

    @BeforeEach
    void begin() {
        kafka.reset();
        vault.seal(false);
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
    }

    @Test
    void aTokenIsForTheGroupsClusterAndAskedForAnewIsAnother() {
        publish("RUNNING");

        var token = createToken()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("keySet().size()", equalTo(1))
                .body("federationToken", matchesPattern("[\\w-]+\\.[\\w-]+\\.[\\w-]+"))
                .extract()
                .jsonPath()
                .getString("federationToken");

        assertThat(tokens.read(token)).isEqualTo(new Genuine(scope(), Ids.clusterId(scope(), 1)));
        assertThat(kafka.commands()).as("nothing is kept of it").isEmpty();
    }

    @Test
    void onlyARunningClusterGivesTokensOut() {
        publish("CREATING");

        createToken().statusCode(409).header("Retry-After", "10").body("error.code", equalTo("ClusterNotRunning"));
    }

    @Test
    void whereThereIsNoClusterThereIsNoToken() {
        createToken().statusCode(404).body("error.code", equalTo("ResourceNotFound"));
    }

    @Test
    void withoutVaultThereIsNoToken() {
        publish("RUNNING");
        vault.seal(true);

        createToken().statusCode(503).header("Retry-After", "10").body("error.code", equalTo("ServiceUnavailable"));
    }

    @Test
    void anOperatorMayLookAtAFederationAndNotLetOthersIn() {
        publish("RUNNING");

        api(Tokens.of("Proconsul.Operator"))
                .body("{}")
                .post(path("createFederationToken"))
                .then()
                .statusCode(403)
                .body("error.code", equalTo("AuthorizationFailed"));
    }

    @Test
    void aClusterOfItsOwnIsInNoFederation() {
        publish("RUNNING");

        getFederation().statusCode(400).body("error.code", equalTo("ClusterNotFederated"));
    }

    private void publish(String phase) {
        kafka.publish(Samples.state(scope(), phase, 1));
        await().untilAsserted(() -> api(Tokens.administrator())
                .get(path("consulClusters/c-one"))
                .then()
                .body("properties.state", equalTo(phase)));
    }

    private ValidatableResponse createToken() {
        return api(Tokens.administrator())
                .body("{}")
                .post(path("createFederationToken"))
                .then();
    }

    private ValidatableResponse getFederation() {
        return api(Tokens.administrator())
                .body("{}")
                .post(path("getFederation"))
                .then();
    }

    private static RequestSpecification api(String token) {
        return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + token);
    }

    private String path(String below) {
        return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.CustomProviders/resourceProviders/public/%s"
                .formatted(Samples.SUBSCRIPTION, group, below);
    }

    private Scope scope() {
        return Samples.group(group).cluster("c-one");
    }
}
