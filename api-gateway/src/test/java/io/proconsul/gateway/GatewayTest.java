package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.proconsul.wire.Condition;
import io.proconsul.wire.ErrorDetail;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Verdict;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(GatewayProfile.class)
class GatewayTest {

    private static final String BODY =
            "{\"properties\":{\"location\":\"westus2\",\"managedAppId\":\"" + Samples.APPLICATION + "\"}}";
    private static final String HEADER = "x-proconsul-operation-id";

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
    void createsShowsAndDeletesACluster() {
        put("c-one", BODY)
                .statusCode(202)
                .header("Content-Type", equalTo("application/json;charset=utf-8"))
                .body("id", equalTo(path("c-one")))
                .body("name", equalTo("c-one"))
                .body("type", equalTo("Microsoft.CustomProviders/resourceProviders/consulClusters"))
                .body("properties.state", equalTo("CREATING"))
                .body("properties.location", equalTo("westus2"));
        get("c-one").statusCode(202).body("properties.state", equalTo("CREATING"));

        orchestrator.move(scope("c-one"), "RUNNING");

        await().untilAsserted(() -> get("c-one").statusCode(200));
        get("c-one")
                .body("properties.state", equalTo("RUNNING"))
                .body("properties.consulNumServers", equalTo("3"))
                .body("properties.consulCurrentVersion", equalTo("v1.21.4"))
                .body("properties.consulPrivateEndpointUrl", equalTo("https://c1.private.consul.example:8501"))
                .body("properties.consulExternalEndpointUrl", equalTo("https://c1.consul.example"))
                .body("properties.consulSnapshotInterval", equalTo("1d"))
                .body("properties.consulSnapshotRetention", equalTo("1m"))
                .body("properties.vnetName", equalTo("hvn-c1"))
                .body("properties.consulConfigFile", equalTo(base64(InMemoryVault.CONFIGURATION)))
                .body("properties.consulCaFile", equalTo(base64("-----BEGIN CERTIFICATE-----")));
        api().get(path("")).then().statusCode(200).body("value", hasSize(1)).body("value[0].name", equalTo("c-one"));

        api().delete(path("c-one")).then().statusCode(200).body("size()", equalTo(0));
        get("c-one").statusCode(200).body("properties.state", equalTo("DELETING"));

        orchestrator.move(scope("c-one"), "DELETED");

        await().untilAsserted(() -> get("c-one").statusCode(404));
        get("c-one").body("error.code", equalTo("ResourceNotFound"));
        api().get(path("")).then().statusCode(200).body("value", hasSize(0));
        api().delete(path("c-one")).then().statusCode(204);
        assertThat(kafka.commands()).hasSize(2);
    }

    @Test
    void aTagChangesWithTheClusterAndGoesWithTheCommand() {
        put("c-one", BODY).statusCode(202);
        var creating = get("c-one").extract().header("ETag");
        orchestrator.move(scope("c-one"), "RUNNING");
        await().untilAsserted(() -> get("c-one").statusCode(200));
        var running =
                get("c-one").header("ETag", not(equalTo(creating))).extract().header("ETag");

        api().header("If-Match", running).delete(path("c-one")).then().statusCode(200);

        var condition = kafka.commands().get(1).getCondition();
        assertThat(condition).isEqualTo(new Condition("UNCHANGED", List.of(Long.valueOf(running.replace("\"", "")))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "If-Match|*|EXISTS",
                "If-None-Match|*|MISSING",
                "If-Match|W/\"7\"|UNCHANGED",
                "If-Match|\"somebody's\", \"8\"|UNCHANGED"
            })
    void aConditionIsPassedOn(String header, String value, String kind) {
        api().header(header, value).body(BODY).put(path("c-one")).then().statusCode(202);

        var condition = Objects.requireNonNull(kafka.commands().get(0).getCondition());
        assertThat(condition.getKind()).isEqualTo(kind);
        assertThat(condition.getRevisions()).isEqualTo(value.endsWith("\"8\"") ? List.of(8L) : List.of());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {"If-Match|7", "If-Match|\"7", "If-Match|\"7\" \"8\"", "If-None-Match|\"7\""})
    void aConditionThatNobodyUnderstandsIsRefused(String header, String value) {
        api().header(header, value)
                .body(BODY)
                .put(path("c-one"))
                .then()
                .statusCode(400)
                .body("error.code", equalTo("InvalidHeader"))
                .body("error.target", equalTo(header));
        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void aConditionThatDoesNotHoldIsAnswered412() {
        kafka.orchestratedBy(new ScriptedOrchestrator(kafka, new ErrorDetail("PreconditionFailed", "changed", null)));

        api().header("If-Match", "\"1\"").body(BODY).put(path("c-one")).then().statusCode(412);
        api().header("If-Match", "\"1\"").delete(path("c-two")).then().statusCode(204);
    }

    @Test
    void aRepeatedRequestIsTheSameCommandAndTheSameOperation() {
        var first = put("c-one", BODY).statusCode(202).extract().header(HEADER);
        var second = put("c-one", BODY).statusCode(202).extract().header(HEADER);
        assertThat(second).isEqualTo(first);
        assertThat(kafka.commands())
                .extracting("commandId")
                .hasSize(2)
                .containsOnly(kafka.commands().get(0).getCommandId());
    }

    @Test
    void anAnswerToAnEarlierIncarnationIsNotTakenForThisOne() {
        put("c-one", BODY).statusCode(202);
        orchestrator.move(scope("c-one"), "DELETED");
        await().untilAsserted(() -> get("c-one").statusCode(404));
        kafka.orchestratedBy(command -> {}); // nobody judges the second request

        put("c-one", BODY)
                .statusCode(202)
                .header(HEADER, containsString("command."))
                .body("properties.state", equalTo("PENDING"));
    }

    @Test
    void aCommandThatNobodyHasJudgedYetCanBeFollowed() {
        kafka.orchestratedBy(command -> {});
        var handle = put("c-one", BODY).statusCode(202).extract().header(HEADER);
        operation(handle).statusCode(200).body("operation.state", equalTo("PENDING"));

        orchestrator.accept(kafka.commands().get(0));
        await().untilAsserted(() -> operation(handle).body("operation.state", equalTo("RUNNING")));

        orchestrator.move(scope("c-one"), "RUNNING");
        await().untilAsserted(() -> operation(handle).body("operation.state", equalTo("DONE")));
        api().body("{\"operationId\":\"" + handle + "\"}")
                .post(path("").replace(group, "another").replace("consulClusters", "operation"))
                .then()
                .statusCode(404);
    }

    @Test
    void operationsOutliveTheirClusterAndStayInTheirGroup() {
        put("c-one", BODY).statusCode(202);
        var id = api().delete(path("c-one")).then().statusCode(200).extract().header(HEADER);
        orchestrator.move(scope("c-one"), "DELETED");
        await().untilAsserted(() -> operation(id)
                .statusCode(200)
                .body("operation.id", equalTo(id))
                .body("operation.state", equalTo("DONE"))
                .body("operation.error", nullValue()));
        api().body("{\"operationId\":\"" + id + "\"}")
                .post(path("").replace(group, "another").replace("consulClusters", "operation"))
                .then()
                .statusCode(404)
                .body("error.code", equalTo("ResourceNotFound"));
    }

    @Test
    void aCreationThatWaitsForItsPredecessorsEndIsPending() {
        kafka.orchestratedBy(command -> kafka.publish(Samples.state(
                command.getScope(),
                "DELETING",
                9,
                List.of(new Verdict(command.getCommandId(), "operation", null, 9L)),
                List.of())));
        put("c-one", BODY)
                .statusCode(202)
                .header(HEADER, equalTo("operation"))
                .body("properties.state", equalTo("PENDING"));
    }

    @Test
    void aRejectionIsAnError() {
        kafka.orchestratedBy(new ScriptedOrchestrator(
                kafka,
                new ErrorDetail("PropertyChangeNotAllowed", "a running cluster is changed by update", "properties")));
        put("c-one", BODY)
                .statusCode(409)
                .body("error.code", equalTo("PropertyChangeNotAllowed"))
                .body("error.message", containsString("update"))
                .body("error.target", equalTo("properties"));
        get("c-one").statusCode(404);
    }

    @Test
    void aLostBrokerIsOurTrouble() {
        kafka.breakDown();
        put("c-one", BODY)
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("error.code", equalTo("ServiceUnavailable"))
                .body("error.message", not(containsString("Exception")));
    }

    @Test
    void handsOutTheClientConfiguration() {
        put("c-one", BODY).statusCode(202);
        configuration().statusCode(409).body("error.code", equalTo("ClusterNotReady"));
        orchestrator.move(scope("c-one"), "RUNNING");
        await().untilAsserted(() -> configuration()
                .statusCode(200)
                .body("clientConfig", equalTo(InMemoryVault.CONFIGURATION))
                .body("caFile", equalTo("-----BEGIN CERTIFICATE-----")));

        vault.seal(true);

        configuration().statusCode(503).body("error.code", equalTo("ServiceUnavailable"));
        get("c-one").statusCode(200).body("properties.consulConfigFile", nullValue());
    }

    @Test
    void listsOnlyTheGroupAskedFor() {
        put("c-one", BODY).statusCode(202);
        api().get(path("").replace(group, "another")).then().statusCode(200).body("value", hasSize(0));
        api().get(path("c-one").replace(Samples.SUBSCRIPTION, UUID.randomUUID().toString()))
                .then()
                .statusCode(404);
    }

    @Test
    void theProxyReachesTheSameCluster() {
        put("c-one", BODY).statusCode(202);
        api().header("X-MS-CustomProviders-RequestPath", path("c-one").replace("consulClusters", "CONSULCLUSTERS"))
                .get("/consulama/2021-04-23/?api-version=2018-09-01-preview")
                .then()
                .statusCode(202)
                .body("name", equalTo("c-one"));
        var encoded = path("c-one")
                .replaceFirst(
                        "/subscriptions/([^/]+)/resourceGroups/([^/]+)",
                        "/%2Fsubscriptions%2F$1%2FresourceGroups%2F$2");
        given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + Tokens.administrator())
                .get(encoded)
                .then()
                .statusCode(202);
        given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + Tokens.administrator())
                .get("/" + path("c-one"))
                .then()
                .statusCode(202);
    }

    @Test
    void everyAnswerCarriesIds() {
        given().header("x-ms-client-request-id", "mine")
                .header("x-ms-return-client-request-id", "true")
                .get("/nowhere")
                .then()
                .statusCode(404)
                .header("x-ms-request-id", not(emptyOrNullString()))
                .header("x-ms-client-request-id", equalTo("mine"))
                .body("error.code", equalTo("ResourceNotFound"));
        given().header("x-ms-client-request-id", "mine")
                .get("/nowhere")
                .then()
                .header("x-ms-client-request-id", nullValue());
    }

    @Test
    void theTraceOfTheRequestGoesOnInTheCommand() {
        api().header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .body(BODY)
                .put(path("c-one"))
                .then()
                .statusCode(202);
        var headers = kafka.records().get(0).headers();
        assertThat(new String(headers.lastHeader("traceparent").value(), java.nio.charset.StandardCharsets.UTF_8))
                .startsWith("00-0af7651916cd43dd8448eb211c80319c-");
        assertThat(headers.lastHeader("message-id")).isNotNull();
        assertThat(headers.lastHeader("issued-at")).isNotNull();
    }

    @Test
    void anUnreadableStateIsSteppedOver() {
        kafka.publishGarbage();
        put("c-one", BODY).statusCode(202).header(HEADER, not(containsString("command.")));
    }

    @Test
    void theWebhookIsShutToStrangers() {
        notification("third", "{}").statusCode(401).body("error.code", equalTo("AuthenticationFailed"));
        notification("", "{}").statusCode(401);
        given().contentType(ContentType.JSON)
                .queryParam("sig", "third", GatewayProfile.SIG)
                .body("{}")
                .post("/consulama/2021-04-23/notifications/resource")
                .then()
                .statusCode(401);
        notification(GatewayProfile.SIG, "{}").statusCode(400).body("error.target", equalTo("applicationId"));
    }

    private ValidatableResponse put(String name, String body) {
        return api().body(body).put(path(name)).then();
    }

    private ValidatableResponse get(String name) {
        return api().get(path(name)).then();
    }

    private ValidatableResponse operation(String id) {
        return api().body("{\"operationId\":\"" + id + "\"}")
                .post(path("").replace("consulClusters", "operation"))
                .then();
    }

    private ValidatableResponse configuration() {
        return api().post(path("").replace("consulClusters", "config")).then();
    }

    private static ValidatableResponse notification(String sig, String body) {
        return given().contentType(ContentType.JSON)
                .queryParam("sig", sig)
                .body(body)
                .post("/consulama/2021-04-23/notifications/resource")
                .then();
    }

    private static RequestSpecification api() {
        return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + Tokens.administrator());
    }

    private String path(String name) {
        var type =
                "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.CustomProviders/resourceProviders/public/consulClusters"
                        .formatted(Samples.SUBSCRIPTION, group);
        return name.isEmpty() ? type : type + "/" + name;
    }

    private Scope scope(String name) {
        return Samples.group(group).cluster(name);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
