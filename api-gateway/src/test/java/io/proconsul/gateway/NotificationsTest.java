package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.proconsul.gateway.view.ClusterView;
import io.proconsul.gateway.view.Group;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.CreateCluster;
import io.proconsul.wire.Scope;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A notification says where to look; the application as Azure has it decides. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class NotificationsTest {

    @Inject
    InMemoryKafka kafka;

    @Inject
    InMemoryAzure azure;

    @Inject
    ClusterView view;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    /** Each test has an application and a managed resource group of its own. */
    private final String name = "app-" + UUID.randomUUID();

    private final String application = Samples.APPLICATION.replaceAll("/app$", "/" + name);
    private final Group group = Samples.group(name + "-mrg");
    private final Scope scope = group.cluster("c-one");

    @BeforeEach
    void begin() {
        kafka.reset();
        azure.reset();
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
    }

    @ParameterizedTest
    @CsvSource({"DELETE, Deleting", "DELETE, Deleted", "PATCH, Succeeded", "NOVELTY, Strange"})
    void anApplicationThatIsBeingDeletedEndsItsCluster(String event, String state) {
        azure.put(InMemoryAzure.application(application, "Deleting", group));
        runs(scope);

        notified(event, state, application).statusCode(200).body("size()", equalTo(0));

        assertThat(kafka.commands()).extracting(ClusterCommand::getName).containsExactly("delete-cluster");
        assertThat(kafka.commands().get(0).getScope()).isEqualTo(scope);
    }

    @Test
    void whoeverNoticesTheEndAndHoweverItIsOneRequest() {
        azure.put(InMemoryAzure.application(application, "Deleting", group));
        runs(scope);
        notified("DELETE", "Deleting", application.toUpperCase(Locale.ROOT)).statusCode(200);
        azure.reset();

        notified("DELETE", "Deleted", application.substring(1)).statusCode(200);

        assertThat(kafka.commands())
                .hasSize(2)
                .extracting(ClusterCommand::getName)
                .containsOnly("delete-cluster");
        assertThat(kafka.commands().stream().map(ClusterCommand::getCommandId).distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"DELETE, Deleting", "DELETE, Deleted", "DELETE, Failed"})
    void nothingEndsWhileTheApplicationIsThere(String event, String state) {
        azure.put(InMemoryAzure.application(application, "Succeeded", group));
        runs(scope);

        notified(event, state, application).statusCode(200);

        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void aClusterOfAnotherGroupDoesNotEndWithTheApplicationItNames() {
        azure.put(InMemoryAzure.application(application, "Deleting", group));
        var elsewhere = Samples.group(name + "-other").cluster("c-one");
        runs(elsewhere);

        notified("DELETE", "Deleting", application).statusCode(200);

        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void whatIsNotThereCannotHaveBeenPut() {
        runs(scope);

        notified("PUT", "Succeeded", application)
                .statusCode(404)
                .body("error.code", equalTo("ResourceNotFound"))
                .body("error.target", equalTo("applicationId"));
        notified("NOVELTY", "Strange", application).statusCode(200);

        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void anApplicationOfAnotherPublisherIsNoneOfOurs() {
        var foreign =
                InMemoryAzure.publishedAs("publisher/other", InMemoryAzure.application(application, "Deleting", group));
        azure.put(foreign);
        runs(scope);
        notified("DELETE", "Deleting", application).statusCode(403).body("error.code", equalTo("AuthorizationFailed"));

        var otherTenant = new Group("99999999-9999-4999-8999-999999999999", Samples.SUBSCRIPTION, name + "-mrg");
        azure.put(InMemoryAzure.application(application, "Succeeded", otherTenant));
        notified("PUT", "Succeeded", application).statusCode(403);

        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void azureRepeatsWhatCouldNotBeReadOrStored() {
        azure.put(InMemoryAzure.application(application, "Deleting", group));
        runs(scope);
        azure.breakDown();
        notified("DELETE", "Deleting", application).statusCode(503);
        azure.reset();
        azure.put(InMemoryAzure.application(application, "Deleting", group));
        kafka.breakDown();
        notified("DELETE", "Deleting", application).statusCode(503);
        kafka.reset();

        notified("DELETE", "Deleting", application).statusCode(200);

        assertThat(kafka.commands()).hasSize(1);
    }

    @Test
    void aDeployedApplicationWithoutItsClusterGetsTheOneThatItsDeploymentAskedFor() {
        azure.put(InMemoryAzure.application(application, "Succeeded", group));
        put(scope, """
                {"properties": {"location": "West US 2", "managedAppId": "%s", "consulDatacenter": "dc1",
                 "consulClusterMode": "PRODUCTION", "consulNumServers": "3", "consulSnapshotInterval": "1d"}}""".formatted(application)).statusCode(202);

        notified("PUT", "Succeeded", application).statusCode(200);

        assertThat(kafka.commands())
                .hasSize(2)
                .extracting(ClusterCommand::getName)
                .containsOnly("create-cluster");
        assertThat(kafka.commands().get(1).getCommandId())
                .isEqualTo(kafka.commands().get(0).getCommandId());
        assertThat(kafka.commands().get(1).getBody())
                .isEqualTo(kafka.commands().get(0).getBody());
    }

    @ParameterizedTest
    @CsvSource({"Succeeded, RUNNING", "Succeeded, FAILED", "Succeeded, DELETED", "Accepted, ", "Failed, "})
    void aClusterIsAskedForIfThereNeverWasOneAndTheDeploymentHasSucceeded(String state, String phase) {
        azure.put(InMemoryAzure.application(application, state, group));
        if (phase != null) {
            kafka.publish(Samples.state(scope, phase, 1));
            await().until(() -> view.find(scope).isPresent());
        }

        notified("PUT", "Succeeded", application).statusCode(200);

        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void parametersThatDescribeNoClusterAreNotWorthARepetition() {
        azure.put(InMemoryAzure.with(
                Map.of("numServers", "7"), InMemoryAzure.application(application, "Succeeded", group)));

        notified("PUT", "Succeeded", application).statusCode(200);

        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void aClusterIsBilledAsItsApplicationSaysAndNotAsANotificationDoes() {
        azure.put(InMemoryAzure.application(application, "Accepted", group));
        notified("PUT", "Accepted", application).statusCode(200);

        put(scope, body()).statusCode(202);
        put(Samples.group(name + "-other").cluster("c-one"), body()).statusCode(202);

        assertThat(kafka.commands())
                .extracting(NotificationsTest::spec)
                .extracting(ClusterSpec::getResourceUsageId, ClusterSpec::getPlan)
                .containsExactly(tuple("usage-1", "on-demand-v2"), tuple("", ""));
    }

    @Test
    void aClusterWaitsUntilItIsKnownHowItIsBilled() {
        azure.put(InMemoryAzure.application(application, "Accepted", group));
        azure.breakDown();
        put(scope, body()).statusCode(503).body("error.code", equalTo("ServiceUnavailable"));
        assertThat(kafka.commands()).isEmpty();
        azure.reset();
        azure.put(InMemoryAzure.application(application, "Accepted", group));

        put(scope, body()).statusCode(202);

        assertThat(spec(kafka.commands().get(0)).getResourceUsageId()).isEqualTo("usage-1");
    }

    private void runs(Scope where) {
        kafka.publish(Samples.ofApplication(application, where, "RUNNING"));
        await().until(() -> view.find(where).isPresent());
    }

    private String body() {
        return "{\"properties\":{\"location\":\"westus2\",\"consulDatacenter\":\"dc1\",\"managedAppId\":\""
                + application + "\"}}";
    }

    private static ClusterSpec spec(ClusterCommand command) {
        return Payloads.unpack(command.getBody(), CreateCluster.class).getSpec();
    }

    private static ValidatableResponse put(Scope where, String body) {
        return given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + Tokens.administrator())
                .body(body)
                .put(
                        "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.CustomProviders/resourceProviders/public/consulClusters/%s"
                                .formatted(where.getSubscriptionId(), where.getResourceGroup(), where.getClusterName()))
                .then();
    }

    private static ValidatableResponse notified(String event, String state, String applicationId) {
        var body = """
                {"eventType": "%s", "provisioningState": "%s", "applicationId": "%s",
                 "eventTime": "2026-01-01T00:00:00.0000000Z", "novelty": {},
                 "billingDetails": {"resourceUsageId": "forged"}, "plan": {"name": "annual"}}""".formatted(event, state, applicationId);
        return given().contentType(ContentType.JSON)
                .queryParam("sig", GatewayProfile.NEXT_SIG)
                .body(body)
                .post("/consulama/2021-04-23/notifications/resource")
                .then();
    }
}
