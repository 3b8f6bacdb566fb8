package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.proconsul.gateway.view.Documents;
import io.proconsul.gateway.view.Group;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.AuditLogging;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Condition;
import io.proconsul.wire.ErrorDetail;
import io.proconsul.wire.GrowCluster;
import io.proconsul.wire.Scope;
import io.proconsul.wire.UpdateCluster;
import io.proconsul.wire.Upkeep;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cluster runs v1.21.4, from where one step leads to v1.22.0 alone. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class UpdateClusterTest {
    private static final String CONTAINER = "https://customerlogs.blob.core.windows.net/consul-audit";

    @Inject
    InMemoryKafka kafka;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    /** Each test has a subscription of its own, and so the whole of what one may ask. */
    private final Group group = new Group(Samples.TENANT, UUID.randomUUID().toString(), "rg");

    private ScriptedOrchestrator orchestrator;

    @BeforeEach
    void begin() {
        kafka.reset();
        orchestrator = new ScriptedOrchestrator(kafka);
        kafka.orchestratedBy(orchestrator);
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
        orchestrator.move(scope(), "RUNNING");
        await().untilAsserted(() -> show().statusCode(200));
    }

    @Test
    void beginsAnUpdateThatCanBeFollowed() {
        var operation = update("{\"update\":{\"consulVersion\":\"v1.22.0\"},\"sourceChannel\":\"hcs-cli\"}")
                .statusCode(200)
                .body("size()", equalTo(1))
                .body("operation.state", equalTo("RUNNING"))
                .body("operation.error", nullValue())
                .extract()
                .path("operation.id")
                .toString();

        assertThat(kafka.commands()).singleElement().satisfies(command -> assertThat(command.getName())
                .isEqualTo("update-cluster"));
        assertThat(command())
                .isEqualTo(
                        new UpdateCluster("v1.21.4", "v1.22.0", null, command().getRequestedAt(), null, false));
        post("operation", "{\"operationId\":\"" + operation + "\"}", "Proconsul.Reader")
                .statusCode(200)
                .body("operation.state", equalTo("RUNNING"));
    }

    @Test
    void theVersionThatRunsIsAskedForLikeAnyOther() {
        update("{\"update\":{\"consulVersion\":\"v1.21.4\"}}").statusCode(200);

        assertThat(command().getConsulVersion()).isEqualTo("v1.21.4");
    }

    @Test
    void aRepeatedRequestIsTheSameCommandAndAnotherOneIsNot() {
        var body = "{\"update\":{\"consulVersion\":\"v1.22.0\"}}";
        for (var exchange : List.of("one", "one", "two")) {
            given().contentType(ContentType.JSON)
                    .header("Authorization", "Bearer " + Tokens.administrator())
                    .header("x-ms-client-request-id", exchange)
                    .body(body)
                    .post(path("update"))
                    .then()
                    .statusCode(200);
        }

        var ids =
                kafka.commands().stream().map(command -> command.getCommandId()).toList();
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
    }

    @Test
    void anEnterpriseClusterLogsToTheGivenContainerAndLaterToTheSame() {
        runs("v1.21.4+ent", null);
        update("{\"update\":{\"auditLogging\":{\"enabled\":\"TRUE\",\"storageContainerUrl\":\"" + CONTAINER + "\"}}}")
                .statusCode(200);

        assertThat(command().getConsulVersion()).isEqualTo("v1.21.4+ent");
        assertThat(command().getAuditLogging()).isEqualTo(new AuditLogging(true, CONTAINER));

        runs("v1.21.4+ent", new AuditLogging(false, CONTAINER));
        update("{\"update\":{\"auditLogging\":{\"enabled\":\"TRUE\"}}}").statusCode(200);

        assertThat(command().getAuditLogging()).isEqualTo(new AuditLogging(true, CONTAINER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown version|{`consulVersion`:`v1.21.99`}|update.consulVersion",
                "downgrade|{`consulVersion`:`v1.20.6`}|update.consulVersion",
                "other edition|{`consulVersion`:`v1.21.4+ent`}|update.consulVersion",
                "without its v|{`consulVersion`:`1.22.0`}|update.consulVersion",
                "path|{`consulVersion`:`v1.22.0/../x`}|update.consulVersion",
                "number|{`consulVersion`:1.22}|update.consulVersion",
                "nothing|{}|update",
                "more than that|{`consulVersion`:`v1.22.0`,`servers`:5}|update.servers",
                "boolean|{`auditLogging`:{`enabled`:true}}|update.auditLogging.enabled",
                "no list|{`auditLogging`:[]}|update.auditLogging",
                "not in this edition|{`auditLogging`:{`enabled`:`TRUE`,`storageContainerUrl`:`https://customerlogs.blob.core.windows.net/consul-audit`}}|update.auditLogging.enabled",
                "nowhere|{`auditLogging`:{`enabled`:`TRUE`}}|update.auditLogging.storageContainerUrl"
            })
    void badInputIsNamedAndGoesNoFurther(String what, String update, String target) {
        var answer = update("{\"update\":" + update.replace('`', '"') + "}").statusCode(400);

        assertThat(answer.extract().asString()).as(what).contains("\"" + target + "\"");
        assertThat(kafka.commands()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'`5`',5", "5,5", "'`3`',3"})
    void aClusterOfThreeServersGrowsToFiveOrStays(String asked, int servers) {
        update("{\"update\":{\"consulNumServers\":" + asked.replace('`', '"') + "}}")
                .statusCode(200)
                .body("operation.state", equalTo("RUNNING"));

        var command = kafka.commands().get(0);
        assertThat(command.getName()).isEqualTo("grow-cluster");
        assertThat(Payloads.unpack(command.getBody(), GrowCluster.class)).isEqualTo(new GrowCluster(servers));
    }

    @ParameterizedTest
    @CsvSource({
        "fewer, `1`",
        "none, `0`",
        "an even number, `4`",
        "too many, `7`",
        "fewer than none, `-5`",
        "padded, `05`",
        "words, `five`",
        "half a server, 5.5",
        "overflowing, 4294967301",
        "a list, [5]",
        "a switch, true"
    })
    void anotherSizeIsRefusedWithWhatIsAllowed(String what, String asked) {
        update("{\"update\":{\"consulNumServers\":" + asked.replace('`', '"') + "}}")
                .statusCode(400)
                .body("error.target", equalTo("update.consulNumServers"));

        assertThat(kafka.commands()).as(what).isEmpty();
    }

    @Test
    void aClusterNeverShrinksAndSaysSo() {
        update("{\"update\":{\"consulNumServers\":\"1\"}}")
                .statusCode(400)
                .body(
                        "error.message",
                        containsString("one of 3, 5: a cluster of 3 servers grows by one step of 1, 3, 5 and never"
                                + " becomes smaller"));
    }

    @Test
    void toGrowIsAnOperationOfItsOwn() {
        update("{\"update\":{\"consulNumServers\":\"5\",\"consulVersion\":\"v1.22.0\"}}")
                .statusCode(400)
                .body("error.target", equalTo("update.consulNumServers"));

        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void growthIsConditionalAndRefusedLikeAnUpdate() {
        given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + Tokens.of("Proconsul.Operator"))
                .header("If-Match", "\"7\"")
                .body("{\"update\":{\"consulNumServers\":\"5\"}}")
                .post(path("update"))
                .then()
                .statusCode(200);
        assertThat(kafka.commands().get(0).getCondition()).isEqualTo(new Condition("UNCHANGED", List.of(7L)));

        var refusing =
                new ScriptedOrchestrator(kafka, new ErrorDetail("ClusterNotShrinkable", "it has five by now", null));
        refusing.move(scope(), "RUNNING");
        kafka.orchestratedBy(refusing);
        update("{\"update\":{\"consulNumServers\":\"5\"}}")
                .statusCode(409)
                .body("error.code", equalTo("ClusterNotShrinkable"));

        post("update", "{\"update\":{\"consulNumServers\":\"5\"}}", "Proconsul.Reader")
                .statusCode(403);
        orchestrator.move(scope(), "CREATING");
        await().untilAsserted(() -> update("{\"update\":{\"consulNumServers\":\"5\"}}")
                .statusCode(409)
                .body("error.code", equalTo("ClusterNotRunning")));
    }

    @Test
    void aPolicyAndAWindowAreSetTogetherOrOneByOne() {
        update("{\"update\":{\"consulUpgradePolicy\":\"MAJOR\",\"consulMaintenanceDays\":\"SUN,MON\","
                        + "\"consulMaintenanceStart\":\"23:30\",\"consulMaintenanceDuration\":\"6h\"}}")
                .statusCode(200);
        assertThat(command().getUpkeep()).isEqualTo(new Upkeep("MAJOR", List.of(1, 7), 23 * 60 + 30, 360));
        assertThat(command().getConsulVersion()).isEqualTo("v1.21.4");
        assertThat(command().getScheduled()).isFalse();

        update("{\"update\":{\"consulUpgradePolicy\":\"POINT\"}}").statusCode(200);
        assertThat(command().getUpkeep())
                .as("the night from Saturday to Sunday, if nothing else was said")
                .isEqualTo(new Upkeep("POINT", List.of(7), 120, 240));

        upkept(new Upkeep("POINT", List.of(3), 60, 120));
        update("{\"update\":{\"consulMaintenanceDays\":\"TUE\",\"consulVersion\":\"v1.22.0\"}}")
                .statusCode(200);
        assertThat(command().getUpkeep()).isEqualTo(new Upkeep("POINT", List.of(2), 60, 120));
        assertThat(command().getConsulVersion()).isEqualTo("v1.22.0");
    }

    @Test
    void aClusterShowsHowItLooksAfterItself() {
        upkept(new Upkeep("MAJOR", List.of(6, 3), 5, 24 * 60));

        show().body("value[0].properties.consulAutomaticUpgrades", equalTo("enabled"))
                .body("value[0].properties.consulUpgradePolicy", equalTo("MAJOR"))
                .body("value[0].properties.consulMaintenanceDays", equalTo("WED,SAT"))
                .body("value[0].properties.consulMaintenanceStart", equalTo("00:05"))
                .body("value[0].properties.consulMaintenanceDuration", equalTo("24h"));
    }

    private void upkept(Upkeep upkeep) {
        var state = changed("RUNNING", "v1.21.4", null, upkeep);
        kafka.publish(state);
        await().untilAsserted(
                        () -> show().body("value[0].properties.consulUpgradePolicy", equalTo(upkeep.getPolicy())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "consulUpgradePolicy|`minor`",
                "consulUpgradePolicy|`manual`",
                "consulUpgradePolicy|true",
                "consulMaintenanceDays|`SUNDAY`",
                "consulMaintenanceDays|`sun`",
                "consulMaintenanceDays|`SUN,SUN`",
                "consulMaintenanceDays|`SUN,`",
                "consulMaintenanceDays|`SUN, MON`",
                "consulMaintenanceDays|`*`",
                "consulMaintenanceDays|[`SUN`]",
                "consulMaintenanceDays|7",
                "consulMaintenanceStart|`24:00`",
                "consulMaintenanceStart|`2:00`",
                "consulMaintenanceStart|`02:60`",
                "consulMaintenanceStart|`02:00Z`",
                "consulMaintenanceStart|`02:00:00`",
                "consulMaintenanceStart|`02:00+01:00`",
                "consulMaintenanceStart|120",
                "consulMaintenanceDuration|`0h`",
                "consulMaintenanceDuration|`25h`",
                "consulMaintenanceDuration|`-4h`",
                "consulMaintenanceDuration|`4`",
                "consulMaintenanceDuration|`PT4H`",
                "consulMaintenanceDuration|`1d`",
                "consulMaintenanceDuration|4"
            })
    void aWindowThatIsNoneIsNamed(String property, String value) {
        var answer = update("{\"update\":{\"" + property + "\":" + value.replace('`', '"') + "}}")
                .statusCode(400);

        answer.body("error.target", equalTo("update." + property));
        assertThat(kafka.commands()).isEmpty();
    }

    /** The servers send a token of theirs there. */
    @ParameterizedTest
    @CsvSource({
        "http://customerlogs.blob.core.windows.net/audit",
        "https://169.254.169.254/metadata",
        "https://localhost/audit",
        "https://evil.example/audit",
        "https://customerlogs.blob.core.windows.net.evil.example/audit",
        "https://evil.example/customerlogs.blob.core.windows.net/audit",
        "https://user@customerlogs.blob.core.windows.net/audit",
        "https://customerlogs.blob.core.windows.net:8443/audit",
        "https://customerlogs.blob.core.windows.net",
        "https://customerlogs.blob.core.windows.net/audit/../other",
        "https://customerlogs.blob.core.windows.net/audit?sig=x",
        "https://customerlogs.blob.core.windows.net/audit#x",
        "https://customerlogs.blob.core.windows.net/Audit",
        "file:///etc/passwd"
    })
    void noTokenIsSentToAnythingButAContainer(String url) {
        runs("v1.21.4+ent", null);

        update("{\"update\":{\"auditLogging\":{\"enabled\":\"TRUE\",\"storageContainerUrl\":\"" + url + "\"}}}")
                .statusCode(400)
                .body("error.target", equalTo("update.auditLogging.storageContainerUrl"));

        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void whereOneStepLeadsIsSaid() {
        update("{\"update\":{\"consulVersion\":\"v1.19.2\"}}")
                .statusCode(400)
                .body(
                        "error.message",
                        containsString(
                                "one of v1.21.4, v1.22.0, where one step leads from v1.21.4, found \"v1.19.2\""));
    }

    @Test
    void theClusterAsItWasSeenIsTheCondition() {
        given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + Tokens.of("Proconsul.Operator"))
                .header("If-Match", "\"7\"")
                .body("{\"update\":{\"consulVersion\":\"v1.22.0\"}}")
                .post(path("update"))
                .then()
                .statusCode(200);

        assertThat(kafka.commands().get(0).getCondition()).isEqualTo(new Condition("UNCHANGED", List.of(7L)));
    }

    @Test
    void onlyAnOperatorMayAndOnlyWhatRunsCanBeUpdated() {
        var body = "{\"update\":{\"consulVersion\":\"v1.22.0\"}}";
        post("update", body, "Proconsul.Reader").statusCode(403);

        orchestrator.move(scope(), "CREATING");
        await().untilAsserted(() -> update(body).statusCode(409).body("error.code", equalTo("ClusterNotRunning")));
        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void aRefusalOfTheOrchestratorIsAConflict() {
        var refusing = new ScriptedOrchestrator(kafka, new ErrorDetail("VersionChanged", "it runs another one", null));
        refusing.move(scope(), "RUNNING");
        kafka.orchestratedBy(refusing);

        update("{\"update\":{\"consulVersion\":\"v1.22.0\"}}")
                .statusCode(409)
                .body("error.code", equalTo("VersionChanged"));
    }

    @Test
    void aClusterThatIsBeingUpdatedRunsAsFarAsTheApiKnows() {
        kafka.publish(changed("UPDATING", "v1.22.0", null));

        await().untilAsserted(() -> show().statusCode(200)
                .body("value", hasSize(1))
                .body("value[0].properties.state", equalTo("RUNNING"))
                .body("value[0].properties.consulInitialVersion", equalTo("v1.21.4"))
                .body("value[0].properties.consulCurrentVersion", equalTo("v1.22.0")));
    }

    private void runs(String version, @Nullable AuditLogging auditLogging) {
        kafka.publish(changed("RUNNING", version, auditLogging));
        await().untilAsserted(() -> show().body("value[0].properties.consulCurrentVersion", equalTo(version)));
    }

    private ClusterState changed(String phase, String version, @Nullable AuditLogging auditLogging) {
        return changed(phase, version, auditLogging, null);
    }

    private ClusterState changed(
            String phase, String version, @Nullable AuditLogging auditLogging, @Nullable Upkeep upkeep) {
        var state = Samples.state(scope(), "RUNNING", 100);
        var cluster = Documents.of(state).orElseThrow();
        var changed = Cluster.newBuilder()
                .setRef(cluster.getRef())
                .setSpec(cluster.getSpec())
                .setConsulVersion(version)
                .setAuditLogging(auditLogging)
                .setUpkeep(upkeep)
                .build();
        return new ClusterState(
                scope(),
                state.getClusterId(),
                state.getIncarnation(),
                phase,
                Payloads.pack(changed),
                List.of(),
                List.of(),
                List.of(),
                state.getChangedAt(),
                state.getRevision());
    }

    private UpdateCluster command() {
        var commands = kafka.commands();
        return Payloads.unpack(commands.get(commands.size() - 1).getBody(), UpdateCluster.class);
    }

    private ValidatableResponse update(String body) {
        return post("update", body, "Proconsul.Operator");
    }

    private ValidatableResponse post(String action, String body, String role) {
        return given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + Tokens.of(role))
                .body(body)
                .post(path(action))
                .then();
    }

    private ValidatableResponse show() {
        return given().header("Authorization", "Bearer " + Tokens.of("Proconsul.Reader"))
                .get(path("consulClusters"))
                .then();
    }

    private String path(String action) {
        return "/consulama/2021-04-23/subscriptions/%s/resourceGroups/%s/providers/Microsoft.CustomProviders/resourceProviders/public/%s"
                .formatted(group.subscriptionId(), group.resourceGroup(), action);
    }

    private Scope scope() {
        return group.cluster("c-one");
    }
}
