package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.proconsul.gateway.view.Group;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.CreatePeering;
import io.proconsul.wire.DeletePeering;
import io.proconsul.wire.ErrorDetail;
import io.proconsul.wire.Peering;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
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
import org.junit.jupiter.params.provider.ValueSource;

/** In the manner of the snapshots' actions: 200 and never 202, with an operation that can be followed. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class PeeringActionsTest {
    private static final Instant ASKED = Instant.parse("2026-01-02T03:04:05Z");

    @Inject
    InMemoryKafka kafka;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    private TestGroup group;

    @SuppressWarnings("NullAway.Init")
    PeeringActionsTest() {}

    @BeforeEach
    void begin() {
        kafka.reset();
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
        group = new TestGroup(kafka).running();
    }

    @Test
    void createsAPeeringThatCanBeFollowed() {
        var answer = create(network("own", "hub"))
                .statusCode(200)
                .body("operation.state", equalTo("RUNNING"))
                .body("operation.error", nullValue())
                .extract()
                .jsonPath();

        var command = command(CreatePeering.class);
        assertThat(command.getRemoteVirtualNetworkId()).isEqualTo(network("own", "hub"));
        assertThat(command.getPeeringId()).isEqualTo(answer.getString("peeringId"));
        act("operation", "{\"operationId\":\"" + answer.getString("operation.id") + "\"}")
                .statusCode(200)
                .body("operation.state", equalTo("RUNNING"));
    }

    @Test
    void aRepeatedRequestIsTheSameOperationAndALaterOneLooksAtTheSamePeeringAgain() {
        var first = create(network("own", "hub"), "exchange-1");
        var again = create(network("OWN", "Hub"), "exchange-1");
        var later = create(network("own", "hub"), "exchange-2");
        var other = create(network("own", "spoke"), "exchange-1");

        assertThat(operation(again)).isEqualTo(operation(first));
        assertThat(operation(later)).isNotEqualTo(operation(first));
        assertThat(List.of(peering(again), peering(later))).containsOnly(peering(first));
        assertThat(peering(other)).isNotEqualTo(peering(first));
        assertThat(operation(other)).isNotEqualTo(operation(first));
    }

    @Test
    void showsPeeringsAsTheyAre() {
        peered(
                new Peering("hub", network("own", "hub"), "READY", "Connected", ASKED),
                new Peering("spoke", network("own", "spoke"), "CREATING", "", ASKED));

        act("listPeerings", "{}").statusCode(200).body("peerings.id", contains("hub", "spoke"));
        act("getPeering", "{\"peeringId\":\"hub\"}")
                .statusCode(200)
                .body("peering.remoteVirtualNetworkId", equalTo(network("own", "hub")))
                .body("peering.virtualNetworkId", equalTo(network("rg-one", "hvn-c1-vnet")))
                .body("peering.state", equalTo("READY"))
                .body("peering.peeringState", equalTo("Connected"))
                .body("peering.requestedAt", equalTo("2026-01-02T03:04:05Z"));
        act("getPeering", "{\"peeringId\":\"spoke\",\"subscriptionId\":\"ignored\",\"resourceGroup\":\"ignored\"}")
                .statusCode(200)
                .body("peering.state", equalTo("CREATING"))
                .body("peering.peeringState", nullValue());
    }

    @Test
    void deletesOne() {
        act("deletePeering", "{\"peeringId\":\"hub\"}")
                .statusCode(200)
                .body("operation.id", notNullValue())
                .body("operation.state", equalTo("RUNNING"));

        assertThat(command(DeletePeering.class)).isEqualTo(new DeletePeering("hub"));
    }

    @Test
    void whatAzureRefusedIsToldByTheOperation() {
        var id = operation(create(network("own", "hub")));
        var reason = "Virtual networks one and other cannot be peered because their address spaces overlap.";
        group.orchestrator().fail(group.scope(), new ErrorDetail("VnetAddressSpacesOverlap", reason, null));

        await().untilAsserted(() -> act("operation", "{\"operationId\":\"" + id + "\"}")
                .statusCode(200)
                .body("operation.state", equalTo("DONE"))
                .body("operation.error.message", containsString(reason)));
    }

    @Test
    void whatIsNotThereIsNotFoundInTheFormThatClientsRead() {
        act("getPeering", "{\"peeringId\":\"third\"}")
                .statusCode(404)
                .body("error.code", equalTo("PeeringNotFound"))
                .body("error.target", equalTo("peeringId"));
        new TestGroup(kafka)
                .act("listPeerings", "{}")
                .then()
                .statusCode(404)
                .body("error.code", equalTo("ResourceNotFound"));
    }

    @Test
    void aNetworkOfAnotherSubscriptionIsNobodysToName() {
        var other = network("own", "hub").replace(group.scope().getSubscriptionId(), Samples.SUBSCRIPTION);

        refused(other, "of the cluster's subscription");
    }

    @Test
    void aNetworkInAManagedResourceGroupIsNobodysToName() {
        var scope = group.scope();
        var other = new Group(scope.getTenantId(), scope.getSubscriptionId(), "mrg-other").cluster("c-other");
        kafka.publish(Samples.state(other, "RUNNING", 1));
        await().untilAsserted(() -> TestGroup.request()
                .get(group.path("consulClusters").replace("rg-one", "mrg-other"))
                .then()
                .body("value.name", contains("c-other")));

        refused(network("mrg-other", "hvn-c2-vnet"), "a virtual network of your own");
        refused(network("MRG-Other", "hvn-c2-vnet"), "a virtual network of your own");
        refused(network("rg-one", "hvn-c1-vnet"), "a virtual network of your own");
    }

    @ParameterizedTest
    @CsvSource({"PeeringNotFound,404", "TooManyPeerings,409", "ClusterNotRunning,409", "TooManyRequests,429"})
    void aRefusalHasItsStatus(String code, int status) {
        group.refusing(code);
        group.running();

        act("deletePeering", "{\"peeringId\":\"hub\"}").statusCode(status).body("error.code", equalTo(code));
        create(network("own", "hub")).statusCode(status).body("error.code", equalTo(code));
    }

    @Test
    void whatCannotBeStoredIsUnavailable() {
        kafka.breakDown();

        create(network("own", "hub")).statusCode(503).header("Retry-After", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"createPeering", "deletePeering"})
    void networksAreOpenedAndClosedByAdministratorsAlone(String action) {
        for (var role : List.of("Proconsul.Reader", "Proconsul.Operator")) {
            TestGroup.as(role)
                    .body("{}")
                    .post(group.path(action))
                    .then()
                    .statusCode(403)
                    .body("error.code", equalTo("AuthorizationFailed"));
        }
        TestGroup.as("Proconsul.Reader")
                .body("{}")
                .post(group.path("listPeerings"))
                .then()
                .statusCode(200);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "createPeering|{}|remoteVirtualNetworkId",
                "createPeering|{\"remoteVirtualNetworkId\":\"\"}|remoteVirtualNetworkId",
                "createPeering|{\"remoteVirtualNetworkId\":\"hub\"}|remoteVirtualNetworkId",
                "createPeering|{\"remoteVirtualNetworkId\":null}|remoteVirtualNetworkId",
                "createPeering|{\"remoteVirtualNetworkId\":{\"id\":\"hub\"}}|remoteVirtualNetworkId",
                "getPeering|{}|peeringId",
                "getPeering|{\"peeringId\":\"a/b\"}|peeringId",
                "deletePeering|{\"peeringId\":7}|peeringId",
                "deletePeering|{\"peeringId\":\"a\",\"force\":true}|force"
            })
    void badInputIsNamedAndGoesNoFurther(String action, String body, String target) {
        act(action, body).statusCode(400).body("error.target", equalTo(target));

        assertThat(kafka.commands()).isEmpty();
    }

    private void refused(String network, String rule) {
        create(network)
                .statusCode(400)
                .body("error.code", equalTo("InvalidParameter"))
                .body("error.target", equalTo("remoteVirtualNetworkId"))
                .body("error.message", containsString(rule));
        assertThat(kafka.commands()).isEmpty();
    }

    private ValidatableResponse create(String network) {
        return create(network, UUID.randomUUID().toString());
    }

    private ValidatableResponse create(String network, String exchange) {
        return TestGroup.request()
                .header("x-ms-client-request-id", exchange)
                .body("{\"remoteVirtualNetworkId\":\"" + network + "\"}")
                .post(group.path("createPeering"))
                .then();
    }

    private ValidatableResponse act(String action, String body) {
        return group.act(action, body).then();
    }

    private String network(String resourceGroup, String name) {
        return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Network/virtualNetworks/%s"
                .formatted(group.scope().getSubscriptionId(), resourceGroup, name);
    }

    private static String operation(ValidatableResponse answer) {
        return answer.statusCode(200).extract().path("operation.id");
    }

    private static String peering(ValidatableResponse answer) {
        return answer.statusCode(200).extract().path("peeringId");
    }

    private void peered(Peering... peerings) {
        kafka.publish(Samples.peered(group.scope(), 100, peerings));
        await().untilAsserted(() -> assertThat(
                        group.act("listPeerings", "{}").jsonPath().getList("peerings"))
                .hasSize(peerings.length));
    }

    private <T extends SpecificRecord> T command(Class<T> type) {
        var commands = kafka.commands();
        return Payloads.unpack(commands.get(commands.size() - 1).getBody(), type);
    }
}
