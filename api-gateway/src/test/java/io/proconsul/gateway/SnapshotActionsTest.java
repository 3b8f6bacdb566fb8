package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.proconsul.schemas.Payloads;
import io.proconsul.wire.CreateSnapshot;
import io.proconsul.wire.DeleteSnapshot;
import io.proconsul.wire.ErrorDetail;
import io.proconsul.wire.RenameSnapshot;
import io.proconsul.wire.RestoreSnapshot;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Snapshot;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wire forms are those of the HCS API: int64 as a string, enums as strings, 200 and never 202. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class SnapshotActionsTest {
    private static final Instant TAKEN = Instant.parse("2026-01-02T03:04:05Z");
    private static final Snapshot FIRST = Snapshot.newBuilder()
            .setId("first")
            .setBlob("first.snap")
            .setConsulIndex(42)
            .setBytes(5_000_000_000L)
            .setSha256("00ff")
            .setTakenAt(TAKEN)
            .setProductVersion("1.21.4")
            .build();

    @Inject
    InMemoryKafka kafka;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    /** Each test has a resource group of its own. */
    private final String group = "rg-" + UUID.randomUUID();

    private ScriptedOrchestrator orchestrator;

    @BeforeEach
    void begin() {
        kafka.reset();
        orchestrator = new ScriptedOrchestrator(kafka);
        kafka.orchestratedBy(orchestrator);
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
        running(FIRST);
    }

    @Test
    void createsASnapshotThatCanBeFollowed() {
        var answer = act("createSnapshot", "{\"name\":\"nightly\"}")
                .statusCode(200)
                .body("operation.state", equalTo("RUNNING"))
                .body("operation.error", nullValue())
                .extract()
                .jsonPath();

        var command = command(CreateSnapshot.class);
        assertThat(command.getName()).isEqualTo("nightly");
        assertThat(command.getSnapshotId()).isEqualTo(answer.getString("snapshotId"));
        act("operation", "{\"operationId\":\"" + answer.getString("operation.id") + "\"}")
                .statusCode(200)
                .body("operation.state", equalTo("RUNNING"));
    }

    @Test
    void aRepeatedRequestIsTheSameSnapshotAndAnotherOneIsNot() {
        var first = act("createSnapshot", "{\"name\":\"nightly\"}", "exchange-1");
        var again = act("createSnapshot", "{\"name\":\"nightly\"}", "exchange-1");
        var other = act("createSnapshot", "{\"name\":\"nightly\"}", "exchange-2");

        assertThat(id(again)).isEqualTo(id(first));
        assertThat(id(other)).isNotEqualTo(id(first));
        assertThat(kafka.commands().get(1).getCommandId())
                .isEqualTo(kafka.commands().get(0).getCommandId());
    }

    @Test
    void showsSnapshotsAsTheyAre() {
        var wanted = Snapshot.newBuilder(FIRST)
                .setId("second")
                .setName("nightly")
                .setKind("MANUAL")
                .setState("CREATING")
                .setSha256("")
                .setProductVersion("")
                .setRequestedAt(TAKEN)
                .build();
        running(FIRST, wanted);

        act("listSnapshots", "{}").statusCode(200).body("snapshots.id", contains("first", "second"));
        act("getSnapshot", "{\"snapshotId\":\"first\"}")
                .statusCode(200)
                .body("snapshot.type", equalTo("AUTOMATIC"))
                .body("snapshot.state", equalTo("READY"))
                .body("snapshot.size", equalTo("5000000000"))
                .body("snapshot.productVersion", equalTo("v1.21.4"))
                .body("snapshot.finishedAt", equalTo("2026-01-02T03:04:05Z"))
                .body("snapshot.restoredAt", nullValue());
        act("getSnapshot", "{\"snapshotId\":\"second\",\"subscriptionId\":\"ignored\",\"resourceGroup\":\"ignored\"}")
                .statusCode(200)
                .body("snapshot.name", equalTo("nightly"))
                .body("snapshot.type", equalTo("MANUAL"))
                .body("snapshot.state", equalTo("CREATING"))
                .body("snapshot.size", nullValue())
                .body("snapshot.requestedAt", equalTo("2026-01-02T03:04:05Z"))
                .body("snapshot.finishedAt", nullValue());
    }

    @Test
    void whatIsNotThereIsNotFoundInTheFormThatClientsRead() {
        act("getSnapshot", "{\"snapshotId\":\"third\"}")
                .statusCode(404)
                .body("error.code", equalTo("SnapshotNotFound"))
                .body("error.target", equalTo("snapshotId"));
        given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + Tokens.administrator())
                .body("{}")
                .post(path("listSnapshots").replace(group, "another"))
                .then()
                .statusCode(404)
                .body("error.code", equalTo("ResourceNotFound"));
    }

    @Test
    void aNewNameIsThereWhenTheAnswerIs() {
        orchestrator.endWith("SUCCEEDED");
        orchestrator.list(List.of(Snapshot.newBuilder(FIRST).setName("golden").build()));

        act("renameSnapshot", "{\"snapshotId\":\"first\",\"name\":\"golden\"}")
                .statusCode(200)
                .body("snapshot.id", equalTo("first"))
                .body("snapshot.name", equalTo("golden"));
        assertThat(command(RenameSnapshot.class)).isEqualTo(new RenameSnapshot("first", "golden"));
    }

    @Test
    void aNewNameThatTakesTooLongOrFailsIsAnError() {
        act("renameSnapshot", "{\"snapshotId\":\"first\",\"name\":\"golden\"}")
                .statusCode(503)
                .header("Retry-After", notNullValue());

        orchestrator.endWith("FAILED");
        act("renameSnapshot", "{\"snapshotId\":\"first\",\"name\":\"silver\"}")
                .statusCode(500)
                .body("error.code", equalTo("OperationFailed"));
    }

    @Test
    void deletesAndRestores() {
        act("deleteSnapshot", "{\"snapshotId\":\"first\"}")
                .statusCode(200)
                .body("operation.id", notNullValue())
                .body("operation.state", equalTo("RUNNING"));
        assertThat(command(DeleteSnapshot.class)).isEqualTo(new DeleteSnapshot("first", false));

        act("restoreSnapshot", "{\"snapshotId\":\"first\",\"takeSnapshot\":\"TRUE\"}")
                .statusCode(200);
        assertThat(command(RestoreSnapshot.class).getTakeSnapshot()).isTrue();
        act("restoreSnapshot", "{\"snapshotId\":\"first\"}").statusCode(200);
        assertThat(command(RestoreSnapshot.class).getTakeSnapshot()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"SnapshotNotFound,404", "SnapshotNotReady,409", "TooManySnapshots,409", "ClusterNotRunning,409"})
    void aRefusalHasItsStatus(String code, int status) {
        orchestrator = new ScriptedOrchestrator(kafka, new ErrorDetail(code, "because", null));
        kafka.orchestratedBy(orchestrator);
        running(FIRST);

        for (var action : List.of("deleteSnapshot", "restoreSnapshot")) {
            act(action, "{\"snapshotId\":\"first\"}").statusCode(status).body("error.code", equalTo(code));
        }
    }

    @Test
    void whatCannotBeStoredIsUnavailable() {
        kafka.breakDown();

        act("createSnapshot", "{\"name\":\"nightly\"}").statusCode(503).header("Retry-After", notNullValue());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "createSnapshot|{}|name",
                "createSnapshot|{\"name\":\"\"}|name",
                "createSnapshot|{\"name\":7}|name",
                "createSnapshot|{\"name\":[\"a\"]}|name",
                "createSnapshot|{\"name\":\"a\\nb\"}|name",
                "createSnapshot|{\"name\":\"a\",\"kind\":\"FINAL\"}|kind",
                "getSnapshot|{}|snapshotId",
                "getSnapshot|{\"snapshotId\":\"../first\"}|snapshotId",
                "getSnapshot|{\"snapshotId\":{}}|snapshotId",
                "renameSnapshot|{\"snapshotId\":\"first\"}|name",
                "deleteSnapshot|{\"snapshotId\":\"first; drop\"}|snapshotId",
                "restoreSnapshot|{\"snapshotId\":\"first\",\"takeSnapshot\":\"true\"}|takeSnapshot",
                "restoreSnapshot|{\"snapshotId\":\"first\",\"takeSnapshot\":true}|takeSnapshot"
            })
    void badInputIsNamedAndGoesNoFurther(String action, String body, String target) {
        act(action, body).statusCode(400).body("error.target", equalTo(target));

        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        act("renameSnapshot", "{\"snapshotId\":\"a/b\",\"name\":\"" + "n".repeat(129) + "\"}")
                .statusCode(400)
                .body("error.code", equalTo("InvalidRequest"))
                .body("error.details", hasSize(2))
                .body("error.details[1].message", containsString("1 to 128 characters"));
    }

    private ValidatableResponse act(String action, String body) {
        return act(action, body, UUID.randomUUID().toString());
    }

    private ValidatableResponse act(String action, String body, String exchange) {
        return given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + Tokens.administrator())
                .header("x-ms-client-request-id", exchange)
                .body(body)
                .post(path(action))
                .then();
    }

    private String path(String action) {
        return "/consulama/2021-04-23/subscriptions/%s/resourceGroups/%s/providers/Microsoft.CustomProviders/resourceProviders/public/%s"
                .formatted(Samples.SUBSCRIPTION, group, action);
    }

    private static String id(ValidatableResponse answer) {
        return answer.statusCode(200).extract().path("snapshotId");
    }

    private <T extends SpecificRecord> T command(Class<T> type) {
        var commands = kafka.commands();
        return Payloads.unpack(commands.get(commands.size() - 1).getBody(), type);
    }

    private void running(Snapshot... snapshots) {
        orchestrator.list(List.of(snapshots));
        orchestrator.move(scope(), "RUNNING");
        await().untilAsserted(
                        () -> act("listSnapshots", "{}").statusCode(200).body("snapshots", hasSize(snapshots.length)));
    }

    private Scope scope() {
        return Samples.group(group).cluster("c-one");
    }
}
