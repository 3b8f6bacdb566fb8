package io.proconsul.gateway.hostile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.gateway.GatewayProfile;
import io.proconsul.gateway.InMemoryKafka;
import io.proconsul.gateway.LogLines;
import io.proconsul.gateway.hostile.Wire.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes in, the answer is one of Azure Resource Manager's errors that names what is wrong; no command is written,
 * and nothing that was secret is in the log or in the answer.
 */
@QuarkusTest
@TestProfile(GatewayProfile.class)
@TestInstance(Lifecycle.PER_CLASS)
class HostileRequestsTest {

    private static final String PLANTED = "pl4nted-s3cret";

    /** Made once: some are signed. */
    private static final List<Hostile> REQUESTS = Stream.of(
                    HostileProperties.rows(),
                    HostileBodies.rows(),
                    HostilePaths.rows(),
                    HostileActions.rows(),
                    HostileHeaders.rows(),
                    HostileTokens.rows())
            .flatMap(List::stream)
            .toList();

    private final LogLines lines = LogLines.open();

    @Inject
    InMemoryKafka kafka;

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI server;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    static List<Hostile> requests() {
        return REQUESTS;
    }

    @BeforeAll
    void begin() {
        kafka.reset();
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
    }

    @BeforeEach
    void forget() {
        kafka.reset();
        lines.all().clear();
    }

    @AfterAll
    void end() {
        lines.close();
    }

    @Test
    void thereAreManyAndEachIsAnother() {
        var rows = requests();

        assertThat(rows).hasSizeGreaterThanOrEqualTo(150);
        assertThat(rows.stream().map(Hostile::name).distinct()).hasSameSizeAs(rows);
        assertThat(rows.stream()
                        .map(row -> List.of(row.method(), row.target(), row.headers(), row.body()))
                        .distinct())
                .hasSameSizeAs(rows);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void isRefused(Hostile hostile) throws IOException {
        var answer = new Wire(server).send(hostile);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(hostile.status());
        isAnError(answer);
        var found = errors(new ObjectMapper().readTree(answer.body()).path("error"))
                .filter(error -> error.path("code").asText().equals(hostile.code()))
                .filter(error -> hostile.problem() == null
                        || hostile.problem().equals(error.path("target").asText()));
        assertThat(found).as(answer.body()).hasSize(1);
        assertThat(kafka.commands()).isEmpty();
        assertThat(secrets(hostile)).allSatisfy(secret -> {
            assertThat(lines.all()).noneMatch(line -> line.contains(secret));
            assertThat(answer.toString()).doesNotContain(secret);
        });
    }

    private static void isAnError(Answer answer) throws IOException {
        assertThat(answer.headers().get("content-type")).startsWith("application/json");
        assertThat(answer.headers().get("x-ms-request-id")).isNotEmpty();
        var body = new ObjectMapper().readTree(answer.body());
        assertThat(body.fieldNames()).toIterable().containsExactly("error");
        assertThat(errors(body.path("error"))).allSatisfy(error -> {
            assertThat(error.path("code").asText()).matches("[A-Z][A-Za-z]+");
            assertThat(error.path("message").asText())
                    .matches("[A-Z][^\\p{Cc}]{8,600}\\.")
                    .doesNotContain("Exception", "io.proconsul", "com.fasterxml", "java.");
        });
    }

    /** The error and its details. */
    private static Stream<JsonNode> errors(JsonNode error) {
        return Stream.concat(
                Stream.of(error),
                StreamSupport.stream(error.path("details").spliterator(), false).flatMap(HostileRequestsTest::errors));
    }

    private static List<String> secrets(Hostile hostile) {
        return Stream.concat(
                        Stream.of(PLANTED, GatewayProfile.SIG, GatewayProfile.CODE),
                        hostile.headers().stream()
                                .filter(header -> header.startsWith("Authorization: Bearer ey"))
                                .map(header -> header.substring("Authorization: Bearer ".length())))
                .filter(Objects::nonNull)
                .toList();
    }
}
