package io.proconsul.gateway.hostile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.gateway.GatewayProfile;
import io.proconsul.gateway.InMemoryKafka;
import io.proconsul.gateway.ScriptedOrchestrator;
import io.proconsul.gateway.hostile.Wire.Answer;
import io.proconsul.wire.Snapshot;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests by chance: none of them is our fault. {@code -Dproconsul.fuzz.requests=100000 -Dproconsul.fuzz.seed=7} makes it
 * long, or another.
 */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class FuzzTest {

    private static final int REQUESTS = Integer.getInteger("proconsul.fuzz.requests", 500);
    private static final long SEED = Long.getLong("proconsul.fuzz.seed", 20260101);

    private final Map<Integer, Integer> answers = new TreeMap<>();

    @Inject
    InMemoryKafka kafka;

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI server;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    @BeforeEach
    void begin() {
        kafka.reset();
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
        everythingSucceedsAtOnce();
    }

    @Test
    void noRequestIsAnsweredWithAFaultOfOurs() throws IOException {
        var requests = new FuzzRequests(SEED);
        var wire = new Wire(server);

        for (int number = 1; number <= REQUESTS; number++) {
            var request = requests.next(number);
            var answer = wire.send(request);
            answers.merge(answer.status(), 1, Integer::sum);
            assertThat(problem(answer))
                    .as("seed %d, %s: %s %s", SEED, request, request.method(), request.target())
                    .withFailMessage(() -> "%s%n%s%n%n%s".formatted(problem(answer), request, answer))
                    .isEmpty();
            learn(requests, answer);
        }

        System.getLogger(FuzzTest.class.getName())
                .log(System.Logger.Level.INFO, "seed {0}: {1}", Long.toString(SEED), answers);
        assertThat(answers).as("the API is served, not only refused").containsKeys(200, 400, 401, 403, 404);
    }

    /** What is wrong with an answer; empty if nothing is. The server's own refusals of what is no HTTP have no body. */
    private static String problem(Answer answer) {
        if (answer.status() >= 500) {
            return "expected no fault of the server's";
        }
        if (answer.status() < 400 || answer.body().isEmpty()) {
            return "";
        }
        try {
            var code = new ObjectMapper().readTree(answer.body()).at("/error/code");
            return code.isTextual() ? "" : "expected an error as Azure Resource Manager has them";
        } catch (IOException e) {
            return "expected JSON: " + e.getMessage();
        }
    }

    private static void learn(FuzzRequests requests, Answer answer) {
        var operation = answer.headers().get("x-proconsul-operation-id");
        if (operation != null) {
            requests.remember(operation);
        }
        int token = answer.body().indexOf("$skipToken=");
        if (token > 0) {
            requests.remember(answer.body().substring(token + 11, answer.body().indexOf('"', token)));
        }
    }

    private void everythingSucceedsAtOnce() {
        var orchestrator = new ScriptedOrchestrator(kafka);
        orchestrator.endWith("SUCCEEDED");
        orchestrator.list(List.of(Snapshot.newBuilder()
                .setId("first")
                .setBlob("first.snap")
                .setConsulIndex(1)
                .setBytes(1)
                .setSha256("00")
                .setTakenAt(Instant.EPOCH)
                .build()));
        kafka.orchestratedBy(command -> {
            orchestrator.accept(command);
            if (command.getName().equals("create-cluster")) {
                orchestrator.move(command.getScope(), "RUNNING");
            }
        });
    }
}
