package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.proconsul.gateway.application.ManagedApplication;
import io.proconsul.gateway.application.Reading;
import io.proconsul.gateway.application.Reconciliation;
import io.proconsul.gateway.command.Request;
import io.proconsul.gateway.view.ClusterView;
import io.proconsul.gateway.view.Group;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.Scope;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lost notifications are found, and nothing else is. The clusters that other tests have left are in view as well. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class ReconciliationTest {

    private static final Request ORIGIN = new Request("round", "reconciler", Samples.NOW);

    @Inject
    InMemoryKafka kafka;

    @Inject
    InMemoryAzure azure;

    @Inject
    ClusterView view;

    @Inject
    Reconciliation reconciliation;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    @TestHTTPResource(value = "/health/well", management = true)
    @SuppressWarnings("NullAway.Init")
    URL well;

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

    @Test
    void aLostDeletionIsFoundAndIsTheRequestThatALateNotificationMakes() {
        runs();

        assertThat(reconciliation.run(ORIGIN).complete()).isTrue();
        reconciliation.run(ORIGIN);
        notified();

        assertThat(commands()).hasSize(3).extracting(ClusterCommand::getName).containsOnly("delete-cluster");
        assertThat(commands().stream().map(ClusterCommand::getCommandId).distinct())
                .hasSize(1);
    }

    @Test
    void aLostCreationIsFound() {
        azure.put(InMemoryAzure.application(application, "Succeeded", group));

        assertThat(reconciliation.run(ORIGIN).complete()).isTrue();

        assertThat(commands()).extracting(ClusterCommand::getName).containsExactly("create-cluster");
        assertThat(commands().get(0).getRequestedBy()).isEqualTo("reconciler");
    }

    @Test
    void anEmptyListEndsNothingThatIsThere() {
        azure.put(InMemoryAzure.application(application, "Succeeded", group));
        runs();
        azure.list(new Reading.Known<>(List.of()));

        assertThat(reconciliation.run(ORIGIN).complete()).isTrue();

        assertThat(commands()).isEmpty();
    }

    @Test
    void aListThatBrokeOffEndsNothing() {
        runs();
        azure.list(new Reading.Unknown<List<ManagedApplication>>("the second page did not come"));

        assertThat(reconciliation.run(ORIGIN).complete()).isFalse();

        assertThat(commands()).isEmpty();
    }

    @Test
    void anOutageEndsNothing() {
        runs();
        azure.breakDown();
        assertThat(reconciliation.run(ORIGIN).complete()).isFalse();

        azure.list(new Reading.Known<>(List.of()));
        assertThat(reconciliation.run(ORIGIN).unverified()).isPositive();

        assertThat(commands()).isEmpty();
    }

    @Test
    void whatCannotBeStoredIsFoundAgain() {
        runs();
        kafka.breakDown();
        assertThat(reconciliation.run(ORIGIN).complete()).isFalse();
        kafka.reset();

        assertThat(reconciliation.run(ORIGIN).complete()).isTrue();

        assertThat(commands()).hasSize(1);
    }

    @Test
    void saysWhetherItIsWell() {
        given().get(well).then().statusCode(200).body(containsString("applications reconciled"));
    }

    private void runs() {
        kafka.publish(Samples.ofApplication(application, scope, "RUNNING"));
        await().until(() -> view.find(scope).isPresent());
    }

    private void notified() {
        given().contentType("application/json")
                .queryParam("sig", GatewayProfile.SIG)
                .body("{\"eventType\":\"DELETE\",\"provisioningState\":\"Deleted\",\"applicationId\":\"%s\"}"
                        .formatted(application))
                .post("/consulama/2021-04-23/notifications/resource")
                .then()
                .statusCode(200);
    }

    private List<ClusterCommand> commands() {
        return kafka.commands().stream()
                .filter(command -> command.getScope().getResourceGroup().equals(group.resourceGroup()))
                .toList();
    }
}
