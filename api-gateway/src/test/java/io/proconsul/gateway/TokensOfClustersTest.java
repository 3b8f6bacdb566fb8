package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.proconsul.schemas.Payloads;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.CreateToken;
import io.proconsul.wire.ErrorDetail;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Verdict;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The action createToken, over HTTP. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class TokensOfClustersTest {

    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @Inject
    InMemoryKafka kafka;

    @Inject
    InMemoryVault vault;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    /** Each test has a resource group of its own. */
    private final String group = "rg-" + UUID.randomUUID();

    private ScriptedOrchestrator orchestrator;

    @BeforeEach
    void begin() {
        kafka.reset();
        vault.seal(false);
        orchestrator = new ScriptedOrchestrator(kafka);
        kafka.orchestratedBy(orchestrator);
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
    }

    @Test
    void theAnswerHoldsTheTokenThatWasMade() {
        running();
        everySagaSucceedsAtOnce();

        var answer = createToken("{}")
                .statusCode(200)
                .header("Content-Type", equalTo("application/json;charset=utf-8"))
                .header("Cache-Control", equalTo("no-store"))
                .body("keySet().size()", equalTo(1))
                .body("masterToken.keySet().size()", equalTo(2))
                .body("masterToken.accessorId", matchesPattern(UUID_FORM))
                .body("masterToken.secretId", matchesPattern(UUID_FORM))
                .extract()
                .jsonPath();

        var asked = Payloads.unpack(command().getBody(), CreateToken.class);
        assertThat(command().getName()).isEqualTo("create-token");
        assertThat(command().getRequestedBy()).isEqualTo(Tokens.OBJECT);
        assertThat(asked.getAccessorId()).isEqualTo(answer.getString("masterToken.accessorId"));
        assertThat(vault.sealedAs(asked.getSecretCiphertext())).contains(answer.getString("masterToken.secretId"));
        assertThat(asked.getWaitedForUntil())
                .isBetween(command().getIssuedAt(), command().getIssuedAt().plusSeconds(4));
    }

    @Test
    void anEndThatComesAWhileAfterTheVerdictIsWaitedFor() {
        running();

        var answer = CompletableFuture.supplyAsync(() -> post("{}"));
        await().until(() -> kafka.commands().size() == 1);
        orchestrator.move(scope(), "RUNNING");

        assertThat(answer)
                .succeedsWithin(Duration.ofSeconds(30))
                .extracting(Response::statusCode)
                .isEqualTo(200);
    }

    @Test
    void everyRequestDrawsAToken() {
        running();
        everySagaSucceedsAtOnce();

        var first = createToken("{}").statusCode(200).extract().jsonPath();
        var second = createToken("{}").statusCode(200).extract().jsonPath();

        assertThat(second.getString("masterToken.accessorId")).isNotEqualTo(first.getString("masterToken.accessorId"));
        assertThat(second.getString("masterToken.secretId")).isNotEqualTo(first.getString("masterToken.secretId"));
        assertThat(kafka.commands()).extracting(ClusterCommand::getCommandId).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"resourceGroup\":\"another\",\"accessorId\":\"mine\",\"secretId\":\"mine\"}"})
    void whatTheBodySaysIsIgnored(String body) {
        running();
        everySagaSucceedsAtOnce();

        createToken(body).statusCode(200).body("masterToken.accessorId", matchesPattern(UUID_FORM));
        assertThat(command().getScope().getResourceGroup()).isEqualTo(group);
    }

    @Test
    void clientsThatWriteThePathInTheirOwnWayAreServed() {
        running();
        everySagaSucceedsAtOnce();

        given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + Tokens.administrator())
                .post("/%2Fsubscriptions%2F" + Samples.SUBSCRIPTION + "%2FresourceGroups%2F" + group
                        + "/providers/microsoft.customproviders/resourceproviders/PUBLIC/createtoken"
                        + "?api-version=2018-09-01-preview")
                .then()
                .statusCode(200);
    }

    @Test
    void aClusterThatIsBeingMadeHasNoTokenYet() {
        put("c-one").statusCode(202);
        kafka.orchestratedBy(command -> {});

        createToken("{}")
                .statusCode(409)
                .header("Retry-After", "10")
                .body("error.code", equalTo("ClusterNotRunning"))
                .body("error.message", equalTo("Expected a running cluster, but it is CREATING."));
        assertThat(tokensAskedFor()).isZero();
    }

    @Test
    void aClusterThatFailedGetsNone() {
        put("c-one").statusCode(202);
        orchestrator.move(scope(), "FAILED");
        await().untilAsserted(() -> get().body("properties.state", equalTo("FAILED")));

        createToken("{}")
                .statusCode(409)
                .header("Retry-After", nullValue())
                .body("error.code", equalTo("ClusterNotRunning"));
        assertThat(tokensAskedFor()).isZero();
    }

    @Test
    void aGroupWithoutClusterHasNoToken() {
        createToken("{}").statusCode(404).body("error.code", equalTo("ResourceNotFound"));
        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void ofTwoClustersItIsNotGuessedWhichIsMeant() {
        running();
        put("c-two").statusCode(202);

        createToken("{}").statusCode(409).body("error.code", equalTo("AmbiguousCluster"));
        assertThat(tokensAskedFor()).isZero();
    }

    @Test
    void aRefusalOfTheOrchestratorIsTheAnswer() {
        running();
        var refusal = new ErrorDetail("ClusterDeleting", "expected a cluster that is not being deleted", null);
        kafka.orchestratedBy(command -> kafka.publish(Samples.state(
                command.getScope(),
                "RUNNING",
                9,
                List.of(new Verdict(command.getCommandId(), null, refusal, 9L)),
                List.of())));

        createToken("{}").statusCode(409).body("error.code", equalTo("ClusterDeleting"));
    }

    @Test
    void aFailureSaysWhy() {
        running();
        kafka.orchestratedBy(command -> {
            orchestrator.accept(command);
            orchestrator.fail(scope(), new ErrorDetail("ConsulForbidden", "Consul answered 403", null));
        });

        createToken("{}")
                .statusCode(500)
                .body("error.code", equalTo("ConsulForbidden"))
                .body("error.message", equalTo("Consul answered 403"))
                .body("masterToken", nullValue());
    }

    @Test
    void whatTakesTooLongMayBeAskedForAgain() {
        running();

        createToken("{}")
                .statusCode(503)
                .header("Retry-After", "10")
                .body("error.code", equalTo("ServiceUnavailable"))
                .body("masterToken", nullValue());
    }

    @Test
    void withoutVaultNothingIsAskedFor() {
        running();
        vault.seal(true);

        createToken("{}").statusCode(503).header("Retry-After", "10").body("error.code", equalTo("ServiceUnavailable"));
        assertThat(tokensAskedFor()).isZero();
    }

    @Test
    void aLostBrokerIsOurTrouble() {
        running();
        kafka.breakDown();

        createToken("{}")
                .statusCode(503)
                .body("error.code", equalTo("ServiceUnavailable"))
                .body("error.message", not(matchesPattern(".*Exception.*")));
    }

    /** The group's cluster runs. */
    private void running() {
        put("c-one").statusCode(202);
        orchestrator.move(scope(), "RUNNING");
        await().untilAsserted(() -> get().statusCode(200));
        kafka.reset();
        kafka.orchestratedBy(orchestrator);
    }

    private void everySagaSucceedsAtOnce() {
        kafka.orchestratedBy(command -> {
            orchestrator.accept(command);
            orchestrator.move(scope(), "RUNNING");
        });
    }

    private ClusterCommand command() {
        return kafka.commands().get(0);
    }

    private long tokensAskedFor() {
        return kafka.commands().stream()
                .filter(command -> command.getName().equals("create-token"))
                .count();
    }

    private ValidatableResponse createToken(String body) {
        return post(body).then();
    }

    private Response post(String body) {
        return api().body(body).post(path("createToken"));
    }

    private ValidatableResponse put(String name) {
        return api().body("{\"properties\":{\"location\":\"westus2\"}}")
                .put(path("consulClusters/" + name))
                .then();
    }

    private ValidatableResponse get() {
        return api().get(path("consulClusters/c-one")).then();
    }

    private static RequestSpecification api() {
        return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + Tokens.administrator());
    }

    private String path(String below) {
        return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.CustomProviders/resourceProviders/public/%s"
                .formatted(Samples.SUBSCRIPTION, group, below);
    }

    private Scope scope() {
        return Samples.group(group).cluster("c-one");
    }
}
