package io.proconsul.gateway.contract;

import static io.restassured.RestAssured.given;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.proconsul.gateway.GatewayProfile;
import io.proconsul.gateway.InMemoryKafka;
import io.proconsul.gateway.TestGroup;
import io.proconsul.wire.Snapshot;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What makes clients of the wild stumble: they take 200 and no other success of an action, end in a panic without an
 * operation or with a Retry-After that is no number, and cannot read errors of gRPC. They write paths in ways of their own
 * and put the wrong names into bodies.
 */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class WireTrapsTest {

    /** What an action needs beside the path. */
    private static final Map<String, String> NEEDED = Map.ofEntries(
            entry("operation", "\"operationId\":\"x\""),
            entry("createSnapshot", "\"name\":\"n\""),
            entry("getSnapshot", "\"snapshotId\":\"first\""),
            entry("renameSnapshot", "\"snapshotId\":\"first\",\"name\":\"n\""),
            entry("deleteSnapshot", "\"snapshotId\":\"first\""),
            entry("restoreSnapshot", "\"snapshotId\":\"first\""),
            entry("createPeering", "\"remoteVirtualNetworkId\":\"x\""),
            entry("getPeering", "\"peeringId\":\"hub\""),
            entry("deletePeering", "\"peeringId\":\"hub\""),
            entry("billingReport", "\"month\":\"x\""),
            entry("update", "\"update\":{\"consulVersion\":\"v1.22.0\"}"));

    private static final String WRONG_NAMES =
            "\"subscriptionId\":\"/subscriptions/s/resourceGroups/mrg\",\"resourceGroup\":\"app\"";

    @Inject
    InMemoryKafka kafka;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    private TestGroup group;

    @SuppressWarnings("NullAway.Init")
    WireTrapsTest() {}

    static List<String> actions() {
        return Contract.ours().actions();
    }

    @BeforeEach
    void begin() {
        kafka.reset();
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
        group = new TestGroup(kafka);
    }

    /** What is described is what is done: the contract test compares. */
    @ParameterizedTest
    @MethodSource("actions")
    void anActionSucceedsWith200AndNothingElse(String action) {
        assertThat(Contract.ours().successes(action)).containsExactly("200");
    }

    @Test
    void anOperationIsThereWhetherItIsDecidedOrNot() {
        running();
        hasAnOperation(group.act("deleteSnapshot", body("deleteSnapshot")), "RUNNING");
        hasAnOperation(group.act("restoreSnapshot", body("restoreSnapshot")), "RUNNING");
        hasAnOperation(group.act("createSnapshot", body("createSnapshot")), "RUNNING");
        hasAnOperation(group.unanswered().act("createSnapshot", body("createSnapshot")), "PENDING");
    }

    private void hasAnOperation(Response answer, String state) {
        var id = answer.jsonPath().getString("operation.id");
        var followed =
                group.act("operation", "{\"operationId\":\"" + id + "\"}").jsonPath();

        assertThat(id).isNotEmpty();
        assertThat(followed.getString("operation.id")).isEqualTo(id);
        assertThat(List.of(answer.jsonPath().getString("operation.state"), followed.getString("operation.state")))
                .containsOnly(state);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void anErrorIsOneOfAzuresWhateverIsAsked(String action) {
        isAzures(group.act(action, body(action)));
        isAzures(group.act(action, "{"));
        isAzures(TestGroup.request().header("Authorization", "x").post(group.path(action)));
    }

    @Test
    void retryAfterIsANumberOfSeconds() {
        group.creating();
        var early = Stream.of(group.act("config", "{}"), group.act("createToken", "{}"));
        kafka.breakDown();
        var broken = Stream.of(group.put(TestGroup.BODY), group.delete());

        assertThat(Stream.concat(early, broken)).hasSize(4).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isIn(409, 503);
            assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
        });
    }

    @ParameterizedTest
    @MethodSource("actions")
    void pathsAreUnderstoodAsClientsWriteThem(String action) {
        running().prompt();
        var path = group.path(action);
        var wanted = answerTo(path, action);

        var encoded = path.replaceFirst(
                "^/subscriptions/([^/]+)/resourceGroups/([^/]+)", "/%2Fsubscriptions%2F$1%2FresourceGroups%2F$2");
        for (var written : List.of(encoded, "/" + path, path.toLowerCase(Locale.ROOT), path.toUpperCase(Locale.ROOT))) {
            assertThat(answerTo(written, action)).as(written).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @MethodSource("actions")
    void namesInABodyCountForNothing(String action) {
        running().prompt();
        var body = body(action);
        var misleading = body.equals("{}") ? "{" + WRONG_NAMES + "}" : "{" + WRONG_NAMES + "," + body.substring(1);

        assertThat(form(group.act(action, misleading))).isEqualTo(form(group.act(action, body)));
    }

    @Test
    void anIdHasItsSegmentsWrittenAsAzureDoesHoweverItWasAsked() {
        running();

        var id = TestGroup.request()
                .get(group.path(TestGroup.CLUSTER).toLowerCase(Locale.ROOT))
                .jsonPath()
                .getString("id");

        assertThat(id).isEqualTo(group.path(TestGroup.CLUSTER));
    }

    private TestGroup running() {
        return group.running(Snapshot.newBuilder()
                .setId("first")
                .setBlob("first.snap")
                .setConsulIndex(1)
                .setBytes(1)
                .setSha256("00")
                .setTakenAt(java.time.Instant.EPOCH)
                .build());
    }

    private static String body(String action) {
        return "{" + NEEDED.getOrDefault(action, "") + "}";
    }

    private static String answerTo(String path, String action) {
        return form(TestGroup.request().body(body(action)).post(path));
    }

    /** Status and code: what differs from one request to the next is left out. */
    private static String form(Response answer) {
        return answer.statusCode() + " " + answer.jsonPath().getString("error.code");
    }

    private static void isAzures(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isGreaterThanOrEqualTo(400);
        assertThat(answer.jsonPath().getMap("").keySet()).hasToString("[error]");
        assertThat(answer.jsonPath().<Object>get("error.code")).isInstanceOf(String.class);
        assertThat(answer.jsonPath().<Object>get("error.message")).isInstanceOf(String.class);
    }
}
