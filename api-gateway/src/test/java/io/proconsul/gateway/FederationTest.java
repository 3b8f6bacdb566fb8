package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;

import io.proconsul.gateway.federation.token.FederationTokenReading.Genuine;
import io.proconsul.gateway.federation.token.FederationTokens;
import io.proconsul.gateway.federation.token.Primary;
import io.proconsul.gateway.view.Group;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.CreateSecondary;
import io.proconsul.wire.ErrorDetail;
import io.proconsul.wire.FederatedCluster;
import io.proconsul.wire.Scope;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Federations over HTTP: the tokens, who may join with one, and what is told of a federation. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class FederationTest {

    private static final String BODY =
            "{\"properties\":{\"location\":\"westus2\",\"consulDatacenter\":\"dc2\",\"consulVnetCidr\":\"172.25.17.0/24\","
                    + "\"federationToken\":\"%s\"}}";

    @Inject
    InMemoryKafka kafka;

    @Inject
    InMemoryVault vault;

    @Inject
    TestClock clock;

    @Inject
    FederationTokens tokens;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    /** Each test has resource groups of its own. */
    private final String group = "rg-" + UUID.randomUUID();

    private final String joining = group + "-2";
    private final String subscription = UUID.randomUUID().toString();

    @BeforeEach
    void begin() {
        kafka.reset();
        vault.seal(false);
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
    }

    @AfterEach
    void end() {
        clock.goOn();
    }

    @Test
    void aTokenIsForTheGroupsCluster() {
        publish("RUNNING");

        var token = act(group, "createFederationToken")
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("keySet().size()", equalTo(1))
                .body("federationToken", matchesPattern("[\\w-]+\\.[\\w-]+\\.[\\w-]+"))
                .extract()
                .jsonPath()
                .getString("federationToken");

        assertThat(tokens.read(token)).isEqualTo(new Genuine(primary(), Ids.clusterId(primary(), 1)));
        assertThat(kafka.commands()).as("nothing is kept of it").isEmpty();
    }

    @Test
    void onlyARunningClusterGivesTokensOut() {
        publish("CREATING");

        act(group, "createFederationToken")
                .statusCode(409)
                .header("Retry-After", "10")
                .body("error.code", equalTo("ClusterNotRunning"));
    }

    @Test
    void aSecondaryGivesNoneOut() {
        publish("RUNNING", cluster -> cluster.setPrimary(federated("other")));

        act(group, "createFederationToken").statusCode(409).body("error.code", equalTo("ClusterIsSecondary"));
    }

    @Test
    void whereThereIsNoClusterThereIsNoToken() {
        act(group, "createFederationToken").statusCode(404).body("error.code", equalTo("ResourceNotFound"));
    }

    @Test
    void withoutVaultThereIsNoTokenAndNobodyJoins() {
        publish("RUNNING");
        var token = token();
        vault.seal(true);

        act(group, "createFederationToken")
                .statusCode(503)
                .header("Retry-After", "10")
                .body("error.code", equalTo("ServiceUnavailable"));
        join(BODY.formatted(token)).statusCode(503);
        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void anOperatorMayNotLetOthersIn() {
        publish("RUNNING");

        api(Tokens.of("Proconsul.Operator"))
                .body("{}")
                .post(path(group, "createFederationToken"))
                .then()
                .statusCode(403)
                .body("error.code", equalTo("AuthorizationFailed"));
    }

    @Test
    void whoHasATokenJoinsAndWhatGoesOnIsThePrimaryAndNotTheToken() {
        publish("RUNNING");
        var token = token();
        kafka.orchestratedBy(new ScriptedOrchestrator(kafka));

        join(BODY.formatted(token)).statusCode(202);

        var command = kafka.commands().get(0);
        assertThat(command.getName()).isEqualTo("create-secondary");
        var asked = Payloads.unpack(command.getBody(), CreateSecondary.class);
        assertThat(asked.getSpec().getDatacenter()).isEqualTo("dc2");
        assertThat(asked.getPrimary().getRef().getClusterId()).isEqualTo(Ids.clusterId(primary(), 1));
        assertThat(asked.getPrimary().getVnetCidr()).isEqualTo("172.25.16.0/24");
        var bytes = ISO_8859_1.decode(command.getBody().getData().duplicate()).toString();
        assertThat(bytes).doesNotContain(token.substring(token.lastIndexOf('.') + 1));
    }

    @Test
    void anotherTokenOfThePrimaryAsksForTheSame() {
        publish("RUNNING");
        kafka.orchestratedBy(new ScriptedOrchestrator(kafka));

        join(BODY.formatted(token())).statusCode(202);
        clock.stopAt(Clock.systemUTC().instant().plusSeconds(5));
        join(BODY.formatted(token())).statusCode(202);

        assertThat(kafka.commands())
                .hasSize(2)
                .extracting("commandId")
                .containsOnly(kafka.commands().get(0).getCommandId());
    }

    @Test
    void anExpiredTokenLetsNobodyIn() {
        publish("RUNNING");
        clock.stopAt(Clock.systemUTC().instant().minus(Duration.ofHours(3)));
        var old = token();
        clock.goOn();

        refused(old, "found one that has expired");
    }

    @Test
    void theTokenOfAnotherTenantLetsNobodyIn() {
        var foreign = new Scope("44444444-4444-4444-8444-444444444444", Samples.SUBSCRIPTION, group, "c-one");
        kafka.publish(Samples.state(foreign, "RUNNING", 1));
        publish("RUNNING");

        refused(token(Ids.clusterId(foreign, 1), foreign), "Expected the token of a running cluster of this tenant");
    }

    @Test
    void theTokenOfAnEarlierLifeOfTheClusterLetsNobodyIn() {
        publish("RUNNING");

        refused(token(Ids.clusterId(primary(), 2), primary()), "Expected the token of a running cluster");
    }

    @Test
    void theTokenOfAClusterThatIsGoneLetsNobodyIn() {
        publish("RUNNING");
        var token = token();
        publish("DELETING");

        refused(token, "Expected the token of a running cluster");
    }

    @Test
    void theTokenOfWhatHasJoinedSomeoneElseSinceLetsNobodyIn() {
        publish("RUNNING", cluster -> cluster.setPrimary(federated("other")));

        refused(token(), "Expected the token of a primary");
    }

    @Test
    void whatTwoOfAFederationMustNotHaveInCommonIsNamed() {
        publish("RUNNING", cluster -> cluster.setSecondaries(List.of(federated("c-three"))));

        join(("{\"properties\":{\"location\":\"westus2\",\"consulDatacenter\":\"dc1\",\"consulVnetCidr\":\"10.0.0.0/16\","
                                + "\"consulInitialVersion\":\"v1.18.2\",\"federationToken\":\"%s\"}}")
                        .formatted(token()))
                .statusCode(400)
                .body("error.code", equalTo("InvalidRequest"))
                .body(
                        "error.details.target",
                        hasItems(
                                "properties.consulInitialVersion",
                                "properties.consulDatacenter",
                                "properties.consulVnetCidr"));
        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void aClusterOfItsOwnIsInNoFederation() {
        publish("RUNNING");

        act(group, "getFederation").statusCode(400).body("error.code", equalTo("ClusterNotFederated"));
    }

    @Test
    void allOfAFederationAreToldTheSame() {
        publish("RUNNING", cluster -> cluster.setSecondaries(List.of(federated("c-two"))));
        publish(secondary(), "RUNNING", cluster -> cluster.setPrimary(federated(primary(), Samples.APPLICATION)));

        for (var of : List.of(group, joining)) {
            act(of, "getFederation")
                    .statusCode(200)
                    .body("state", equalTo("RUNNING"))
                    .body("primaryDatacenter.name", equalTo("app"))
                    .body("primaryDatacenter.resourceGroup", equalTo("rg"))
                    .body("primaryDatacenter.subscriptionId", equalTo(subscription))
                    .body("primaryDatacenter.id", containsString(group + "/providers"))
                    .body("secondaryDatacenters.size()", equalTo(1))
                    .body("secondaryDatacenters[0].name", equalTo("c-two"));
        }
    }

    @Test
    void aSecondaryWhosePrimaryIsGoneSaysSo() {
        publish(secondary(), "RUNNING", cluster -> cluster.setPrimary(federated(primary(), Samples.APPLICATION)));

        act(joining, "getFederation")
                .statusCode(200)
                .body("state", equalTo("PRIMARY_DATACENTER_MISSING"))
                .body("primaryDatacenter.name", equalTo("app"))
                .body("secondaryDatacenters.size()", equalTo(1));
    }

    @Test
    void aSecondaryIsDeletedAsOneWhoeverAsks() {
        publish(secondary(), "RUNNING", cluster -> cluster.setPrimary(federated("c-one")));
        kafka.orchestratedBy(new ScriptedOrchestrator(kafka));

        api(Tokens.administrator())
                .delete(path(joining, "consulClusters/c-two"))
                .then()
                .statusCode(200);

        assertThat(kafka.commands()).extracting("name").containsExactly("delete-secondary");
    }

    @Test
    void aPrimaryWithSecondariesIsKept() {
        publish("RUNNING", cluster -> cluster.setSecondaries(List.of(federated("c-two"))));
        var refusal = new ErrorDetail("FederationHasSecondaries", "expected a cluster that nobody has joined", null);
        kafka.orchestratedBy(new ScriptedOrchestrator(kafka, refusal));

        api(Tokens.administrator())
                .delete(path(group, "consulClusters/c-one"))
                .then()
                .statusCode(409)
                .body("error.code", equalTo("FederationHasSecondaries"));
        assertThat(kafka.commands()).extracting("name").containsExactly("delete-cluster");
    }

    private void refused(String token, String words) {
        join(BODY.formatted(token))
                .statusCode(400)
                .body("error.code", equalTo("InvalidParameter"))
                .body("error.target", equalTo("properties.federationToken"))
                .body("error.message", containsString(words));
        assertThat(kafka.commands()).isEmpty();
    }

    private ValidatableResponse join(String body) {
        return api(Tokens.administrator())
                .body(body)
                .put(path(joining, "consulClusters/c-two"))
                .then();
    }

    private String token() {
        return token(Ids.clusterId(primary(), 1), primary());
    }

    private String token(String clusterId, Scope scope) {
        return tokens.issue(Primary.of(ref(clusterId, scope))).orElseThrow();
    }

    private FederatedCluster federated(String name) {
        return federated(in(joining).cluster(name), "");
    }

    private static FederatedCluster federated(Scope scope, String application) {
        return new FederatedCluster(ref(Ids.clusterId(scope, 1), scope), "10.0.0.0/24", application);
    }

    private static ClusterRef ref(String clusterId, Scope scope) {
        return new ClusterRef(
                clusterId,
                scope.getTenantId(),
                scope.getSubscriptionId(),
                scope.getResourceGroup(),
                scope.getClusterName(),
                "westus2",
                scope.getClusterName().equals("c-one") ? "dc1" : "dc-" + scope.getClusterName());
    }

    private void publish(String phase) {
        publish(phase, cluster -> cluster);
    }

    private void publish(String phase, UnaryOperator<Cluster.Builder> change) {
        publish(primary(), phase, change);
    }

    private void publish(Scope scope, String phase, UnaryOperator<Cluster.Builder> change) {
        var id = Ids.clusterId(scope, 1);
        var document = Cluster.newBuilder().setRef(ref(id, scope)).setSpec(Samples.SPEC);
        kafka.publish(new ClusterState(
                scope,
                id,
                1L,
                phase,
                Payloads.pack(change.apply(document).build()),
                List.of(),
                List.of(),
                List.of(),
                Samples.NOW,
                0L)); // what the scripted orchestrator says of it is newer
        await().untilAsserted(() -> api(Tokens.administrator())
                .get(path(scope.getResourceGroup(), "consulClusters/" + scope.getClusterName()))
                .then()
                .body("properties.state", equalTo(phase)));
    }

    private ValidatableResponse act(String of, String action) {
        return api(Tokens.administrator()).body("{}").post(path(of, action)).then();
    }

    private static RequestSpecification api(String token) {
        return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + token);
    }

    private String path(String of, String below) {
        return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.CustomProviders/resourceProviders/public/%s"
                .formatted(subscription, of, below);
    }

    private Group in(String resourceGroup) {
        return new Group(Samples.TENANT, subscription, resourceGroup);
    }

    private Scope primary() {
        return in(group).cluster("c-one");
    }

    private Scope secondary() {
        return in(joining).cluster("c-two");
    }
}
