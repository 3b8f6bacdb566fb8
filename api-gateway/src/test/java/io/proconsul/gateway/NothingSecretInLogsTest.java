package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plants secrets in requests of every kind and looks for them in every log line, every span and every answer. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class NothingSecretInLogsTest {

    private static final String CLUSTERS = "/subscriptions/" + Samples.SUBSCRIPTION
            + "/resourceGroups/logs/providers/Microsoft.CustomProviders/resourceProviders/public/consulClusters";
    private static final String TOKEN_CLUSTER = CLUSTERS.replace("/logs/", "/token-logs/") + "/c-one";
    private static final String NOTIFICATIONS = "/consulama/2021-04-23/notifications/resource";
    private static final String PLANTED = "pl4nted-s3cret";

    private final LogLines lines = LogLines.open();

    @Inject
    InMemoryKafka kafka;

    @Inject
    InMemorySpans spans;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    @BeforeEach
    void begin() {
        kafka.reset();
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
        spans.keep(true);
    }

    @AfterEach
    void end() {
        lines.close();
        spans.keep(false);
    }

    @Test
    void noSecretOfARequestIsWrittenDownOrSentBack() {
        var good = Tokens.administrator();
        var bad = Tokens.with(claims -> claims.setAudience(PLANTED));
        var answers = new ArrayList<String>();
        for (var token : List.of(good, bad, PLANTED, PLANTED + ".x.y")) {
            answers.add(api(token).get(CLUSTERS).asString());
            answers.add(api(token).body("{").put(CLUSTERS + "/c-one").asString());
            answers.add(api(token).get("/nowhere").asString());
        }
        for (var sig : List.of(GatewayProfile.SIG, PLANTED)) {
            for (var body : List.of("{}", "{", note())) {
                answers.add(webhook(sig).body(body).post(NOTIFICATIONS).asString());
            }
            answers.add(webhook(sig).get(NOTIFICATIONS).asString());
            answers.add(webhook(sig)
                    .queryParam("api-version", "x")
                    .post(NOTIFICATIONS)
                    .asString());
        }
        kafka.breakDown();
        answers.add(webhook(GatewayProfile.SIG).body(note()).post(NOTIFICATIONS).asString());
        answers.add(api(good)
                .queryParam("code", PLANTED)
                .body("{\"properties\":{\"location\":\"westus2\"}}")
                .put(CLUSTERS + "/c-one")
                .asString());

        assertThat(lines.all()).anyMatch(line -> line.contains("span "));
        await().untilAsserted(() -> assertThat(spans.all()).anyMatch(span -> span.contains("url.query=\"REDACTED\"")));
        var secrets = List.of(good, bad, signature(good), signature(bad), GatewayProfile.SIG, PLANTED);
        for (var secret : secrets) {
            assertThat(spans.all()).as("spans").noneMatch(span -> span.contains(secret));
        }
        for (var secret :
                Stream.concat(secrets.stream(), Stream.of("sig=", "code=")).toList()) {
            assertThat(lines.all()).as("log lines").noneMatch(line -> line.contains(secret));
            assertThat(answers).as("answers").noneMatch(answer -> answer.contains(secret));
        }
    }

    @Test
    void theSecretOfATokenIsInItsAnswerAndNowhereElse() {
        var orchestrator = new ScriptedOrchestrator(kafka);
        kafka.orchestratedBy(command -> {
            orchestrator.accept(command);
            orchestrator.move(command.getScope(), "RUNNING");
        });
        var administrator = Tokens.administrator();
        api(administrator).body("{\"properties\":{\"location\":\"westus2\"}}").put(TOKEN_CLUSTER);
        await().untilAsserted(() -> api(administrator).get(TOKEN_CLUSTER).then().statusCode(200));

        var answer = api(administrator).post(TOKEN_CLUSTER.replace("consulClusters/c-one", "createToken"));

        assertThat(answer.statusCode()).isEqualTo(200);
        var secret = answer.jsonPath().getString("masterToken.secretId");
        assertThat(secret).isNotEmpty();
        assertThat(lines.all())
                .anyMatch(line -> line.contains("create-token"))
                .noneMatch(line -> line.contains(secret));
        assertThat(kafka.commands()).hasSize(2).noneMatch(command -> command.toString()
                .contains(secret));
        assertThat(kafka.commands()).noneMatch(command -> ISO_8859_1
                .decode(command.getBody().getData().duplicate())
                .toString()
                .contains(secret));
    }

    @Test
    void aFederationTokenIsInItsAnswerAndNowhereElse() {
        var orchestrator = new ScriptedOrchestrator(kafka);
        kafka.orchestratedBy(orchestrator);
        var administrator = Tokens.administrator();
        var primary = TOKEN_CLUSTER.replace("resourceGroups/", "resourceGroups/federation-");
        api(administrator).body("{\"properties\":{\"location\":\"westus2\"}}").put(primary);
        orchestrator.move(kafka.commands().get(0).getScope(), "RUNNING");
        await().untilAsserted(() -> api(administrator).get(primary).then().statusCode(200));
        var token = api(administrator)
                .post(primary.replace("consulClusters/c-one", "createFederationToken"))
                .jsonPath()
                .getString("federationToken");

        var body = "{\"properties\":{\"location\":\"westus2\",\"consulDatacenter\":\"dc2\",\"consulVnetCidr\":"
                + "\"10.0.0.0/24\",\"federationToken\":\"%s\"}}";
        var joining = primary.replace("federation-", "federation-2-");
        var joined = api(administrator).body(body.formatted(token)).put(joining);
        var forged = api(administrator).body(body.formatted(token + "A")).put(joining);

        assertThat(joined.statusCode()).isEqualTo(202);
        assertThat(forged.statusCode()).isEqualTo(400);
        assertThat(lines.all()).anyMatch(line -> line.contains("create-secondary"));
        assertThat(lines.all()).noneMatch(line -> line.contains(signature(token)));
        assertThat(joined.asString() + forged.asString()).doesNotContain(signature(token));
        assertThat(kafka.commands()).noneMatch(command -> ISO_8859_1
                .decode(command.getBody().getData().duplicate())
                .toString()
                .contains(signature(token)));
    }

    private static RequestSpecification api(String token) {
        return given().header("Content-Type", "application/json").header("Authorization", "Bearer " + token);
    }

    private static RequestSpecification webhook(String sig) {
        return given().header("Content-Type", "application/json").queryParam("sig", sig);
    }

    private static String note() {
        return "{\"eventType\":\"PUT\",\"provisioningState\":\"Accepted\",\"applicationId\":\"%s\",\"eventTime\":\"x\"}"
                .formatted(Samples.APPLICATION);
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }
}
