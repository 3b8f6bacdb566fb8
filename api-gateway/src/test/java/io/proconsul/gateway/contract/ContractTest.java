package io.proconsul.gateway.contract;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.proconsul.gateway.GatewayProfile;
import io.proconsul.gateway.InMemoryAzure;
import io.proconsul.gateway.InMemoryKafka;
import io.proconsul.gateway.Samples;
import io.proconsul.gateway.contract.Scenarios.Scenario;
import io.proconsul.gateway.contract.Scenarios.Stage;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation that we serve, over HTTP: its answers are those that are described, and hold nothing else. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class ContractTest {

    @Inject
    InMemoryKafka kafka;

    @Inject
    InMemoryAzure azure;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    private static final List<Contract> CONTRACTS = Contract.all();

    static Stream<Arguments> scenarios() {
        return Scenarios.all().stream().map(scenario -> Arguments.of(scenario, CONTRACTS));
    }

    @BeforeEach
    void begin() {
        kafka.reset();
        azure.reset();
        azure.put(InMemoryAzure.application(Samples.APPLICATION, "Accepted", Samples.group("contract-mrg")));
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("scenarios")
    void isAnsweredAsDescribed(Scenario scenario, List<Contract> contracts) throws IOException {
        var answer = scenario.play().apply(Stage.in(kafka));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(scenario.status());
        for (var contract : contracts) {
            assertThat(contract.problems(scenario.operation(), scenario.status(), answer.asString()))
                    .as("%s of %s", answer.asString(), contract)
                    .isEmpty();
        }
        assertThat(answer.header("x-ms-request-id")).isNotEmpty();
        assertThat(answer.asString().isEmpty() || answer.contentType().equals("application/json;charset=utf-8"))
                .as("Content-Type %s", answer.contentType())
                .isTrue();
    }

    @Test
    void everyOperationIsPlayedWithAndWithoutSuccess() {
        assertThat(operations(1, 399)).isEqualTo(Contract.ours().operations());
        assertThat(operations(400, 599)).isEqualTo(Contract.ours().operations());
    }

    private static Set<String> operations(int from, int to) {
        return Scenarios.all().stream()
                .filter(scenario -> scenario.status() >= from && scenario.status() <= to)
                .map(Scenario::operation)
                .collect(toSet());
    }
}
