package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.proconsul.wire.ErrorDetail;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Snapshot;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** A resource group of nobody else, as its administrator and as the orchestrator see it, with a cluster c-one. */
public final class TestGroup {

    public static final String CLUSTER = "consulClusters/c-one";
    public static final String BODY = "{\"properties\":{\"location\":\"westus2\"}}";

    private final InMemoryKafka kafka;
    private final String subscription = UUID.randomUUID().toString();
    private final Scope scope = new Scope(Samples.TENANT, subscription, "rg-one", "c-one");
    private ScriptedOrchestrator orchestrator;

    public TestGroup(InMemoryKafka kafka) {
        this.kafka = kafka;
        this.orchestrator = new ScriptedOrchestrator(kafka);
        kafka.orchestratedBy(orchestrator);
    }

    public ScriptedOrchestrator orchestrator() {
        return orchestrator;
    }

    public Scope scope() {
        return scope;
    }

    /** The orchestrator refuses everything from now on. */
    public TestGroup refusing(String code) {
        orchestrator = new ScriptedOrchestrator(kafka, new ErrorDetail(code, "Because.", null));
        kafka.orchestratedBy(orchestrator);
        return this;
    }

    /** The orchestrator says nothing from now on. */
    public TestGroup unanswered() {
        kafka.orchestratedBy(command -> {});
        return this;
    }

    /** What is asked for from now on is done at once. */
    public TestGroup prompt() {
        orchestrator.endWith("SUCCEEDED");
        return this;
    }

    public TestGroup creating() {
        assertThat(put(BODY).statusCode()).isEqualTo(202);
        return this;
    }

    public TestGroup running(Snapshot... snapshots) {
        orchestrator.list(java.util.List.of(snapshots));
        orchestrator.move(scope, "RUNNING");
        await().untilAsserted(() -> assertThat(get(CLUSTER).statusCode()).isEqualTo(200));
        return this;
    }

    public Response put(String body) {
        return request().body(body).put(path(CLUSTER));
    }

    public Response get(String below) {
        return request().get(path(below));
    }

    public Response delete() {
        return request().delete(path(CLUSTER));
    }

    public Response act(String action, String body) {
        return request().body(body).post(path(action));
    }

    /** The path of what is below the group. */
    public String path(String below) {
        return "/subscriptions/%s/resourceGroups/rg-one/providers/Microsoft.CustomProviders/resourceProviders/public/%s"
                .formatted(subscription, below);
    }

    public static RequestSpecification request() {
        return as("Proconsul.Administrator");
    }

    public static RequestSpecification as(String role) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + Tokens.of(role));
    }
}
