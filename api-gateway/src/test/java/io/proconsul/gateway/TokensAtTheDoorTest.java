package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Method;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call with an access token, and what; over HTTP, with every operation that is served. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class TokensAtTheDoorTest {

    private static final String READER = "Proconsul.Reader";
    private static final String OPERATOR = "Proconsul.Operator";
    private static final String ADMINISTRATOR = "Proconsul.Administrator";

    private static final List<Call> CALLS = List.of(
            new Call("ListClusters", Method.GET, "/consulClusters", READER),
            new Call("GetCluster", Method.GET, "/consulClusters/c-one", READER),
            new Call("GetOperation", Method.POST, "/operation", READER),
            new Call("CreateCluster", Method.PUT, "/consulClusters/c-one", OPERATOR),
            new Call("GetConfig", Method.POST, "/config", OPERATOR),
            new Call("CreateToken", Method.POST, "/createToken", ADMINISTRATOR),
            new Call("RestoreSnapshot", Method.POST, "/restoreSnapshot", ADMINISTRATOR),
            new Call("DeleteCluster", Method.DELETE, "/consulClusters/c-one", ADMINISTRATOR));

    /** Strangers are refused before it matters what they ask for: one operation of each role tells. */
    private static final Set<String> ALL_KINDS = Set.of("ListClusters", "CreateCluster", "DeleteCluster");

    @Inject
    InMemoryKafka kafka;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    /** @param role the lowest that may */
    record Call(String operation, Method method, String path, String role) {}

    record Refusal(String name, List<String> authorization, Call call, int status, String code) {

        @Override
        public String toString() {
            return name + ", " + call.operation();
        }
    }

    static Stream<Refusal> refusals() {
        return CALLS.stream()
                .flatMap(call -> ALL_KINDS.contains(call.operation())
                        ? Stream.concat(strangers(call), lowlier(call))
                        : lowlier(call));
    }

    private static Stream<Refusal> strangers(Call call) {
        var good = Tokens.claims(Instant.now());
        var expired = Tokens.with(claims -> {
            claims.setNotBefore(Tokens.seconds(Instant.now().minusSeconds(3600)));
            claims.setExpirationTime(Tokens.seconds(Instant.now().minusSeconds(120)));
        });
        var foreign =
                Tokens.with(claims -> claims.setClaim("tid", UUID.randomUUID().toString()));
        return Stream.of(
                new Refusal("nothing shown", List.of(), call, 401, "AuthenticationFailed"),
                refused("another scheme", "Basic dXNlcjpwYXNzd29yZA==", call, "InvalidAuthenticationToken"),
                refused("an empty token", "Bearer ", call, "InvalidAuthenticationToken"),
                refused(
                        "two tokens in one",
                        bearer(Tokens.administrator()) + ", x",
                        call,
                        "InvalidAuthenticationToken"),
                new Refusal(
                        "two headers",
                        List.of(bearer(Tokens.administrator()), bearer(Tokens.of(READER))),
                        call,
                        401,
                        "InvalidAuthenticationToken"),
                refused("algorithm none", bearer(Tokens.unsigned(good)), call, "InvalidAuthenticationToken"),
                refused(
                        "HMAC with the public key",
                        bearer(Tokens.symmetric(good, Tokens.key())),
                        call,
                        "InvalidAuthenticationToken"),
                refused(
                        "a stranger's key",
                        bearer(Tokens.sign(good, Tokens.key("first"))),
                        call,
                        "InvalidAuthenticationToken"),
                refused("expired", bearer(expired), call, "ExpiredAuthenticationToken"),
                refused(
                        "not valid yet",
                        bearer(Tokens.with(claims ->
                                claims.setNotBefore(Tokens.seconds(Instant.now().plusSeconds(600))))),
                        call,
                        "InvalidAuthenticationToken"),
                refused(
                        "another audience",
                        bearer(Tokens.with(claims -> claims.setAudience("https://management.azure.com"))),
                        call,
                        "InvalidAuthenticationTokenAudience"),
                refused(
                        "another issuer",
                        bearer(Tokens.with(claims -> claims.setIssuer("https://evil.example/v2.0"))),
                        call,
                        "InvalidAuthenticationTokenTenant"),
                refused("another tenant", bearer(foreign), call, "InvalidAuthenticationTokenTenant"));
    }

    private static Stream<Refusal> lowlier(Call call) {
        var all = new ArrayList<Refusal>();
        for (var role : List.of(READER, OPERATOR, ADMINISTRATOR)) {
            if (role.equals(call.role())) {
                break;
            }
            all.add(forbidden("as " + role, Tokens.of(role), call));
        }
        all.add(forbidden("without role", Tokens.with(claims -> claims.unsetClaim("roles")), call));
        all.add(forbidden("with another service's role", Tokens.of("Directory.Read.All"), call));
        all.add(forbidden("with a role in another case", Tokens.of("proconsul.administrator"), call));
        all.add(forbidden(
                "with the role as a scope",
                Tokens.with(claims -> {
                    claims.unsetClaim("roles");
                    claims.setClaim("scp", ADMINISTRATOR);
                }),
                call));
        return all.stream();
    }

    @BeforeEach
    void begin() {
        kafka.reset();
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void isRefused(Refusal refusal) {
        var response = send(refusal.call(), refusal.authorization(), Map.of());

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(refusal.status());
        assertThat(response.jsonPath().getString("error.code")).isEqualTo(refusal.code());
        assertThat(response.jsonPath().getString("error.message")).startsWith("Expected ");
        if (refusal.status() == 401) {
            assertThat(response.header("WWW-Authenticate")).startsWith("Bearer realm=\"proconsul\"");
        }
        assertThat(kafka.commands()).isEmpty();
    }

    static List<Call> calls() {
        return CALLS;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theLowestRoleThatMayIsLetIn(Call call) {
        var response = send(call, List.of(bearer(Tokens.of(call.role()))), Map.of());
        assertThat(response.statusCode())
                .as(response.asString())
                .isNotIn(401, 403)
                .isLessThan(500);
    }

    @Test
    void whatAzureWouldSayOfTheCallerCountsForNothingWithAToken() {
        var forged = Map.of(
                "x-ms-home-tenant-id", UUID.randomUUID().toString(),
                "x-ms-client-tenant-id", UUID.randomUUID().toString(),
                "x-ms-client-object-id", "somebody",
                "x-ms-client-principal-name", "root@example.com",
                "x-ms-correlation-request-id", "forged");
        send(CALLS.get(3), List.of(bearer(Tokens.of(OPERATOR))), forged);
        assertThat(kafka.commands()).singleElement().satisfies(command -> {
            assertThat(command.getScope().getTenantId()).isEqualTo(Samples.TENANT);
            assertThat(command.getRequestedBy()).isEqualTo(Tokens.OBJECT);
            assertThat(command.getCorrelationId()).isNotEqualTo("forged");
        });
    }

    @Test
    void secretsOfOtherDoorsDoNotOpenThisOne() {
        for (var query : List.of(
                "code=" + GatewayProfile.CODE, "sig=" + GatewayProfile.SIG, "access_token=" + Tokens.administrator())) {
            given().get(group() + "/consulClusters?" + query).then().statusCode(401);
        }
        given().header("X-ARR-ClientCert", "MIIB")
                .get(group() + "/consulClusters")
                .then()
                .statusCode(401);
        given().cookie("access_token", Tokens.administrator())
                .get(group() + "/consulClusters")
                .then()
                .statusCode(401);
    }

    @Test
    void aSubscriptionThatAsksTooOftenIsToldWhenToComeBack() {
        var subscription = UUID.randomUUID().toString();
        var path = group().replace(Samples.SUBSCRIPTION, subscription) + "/consulClusters";
        var token = bearer(Tokens.of(READER));
        var refused = IntStream.range(0, GatewayProfile.REQUESTS_PER_MINUTE * 2)
                .mapToObj(i -> given().header("Authorization", token).get(path))
                .filter(response -> response.statusCode() != 200)
                .findFirst()
                .orElseThrow();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
        assertThat(refused.jsonPath().getString("error.code")).isEqualTo("TooManyRequests");
    }

    private static Response send(Call call, List<String> authorization, Map<String, String> headers) {
        var body = call.operation().equals("GetOperation")
                ? "{\"operationId\":\"x\"}"
                : "{\"properties\":{\"location\":\"westus2\"}}";
        var request = given().header("Content-Type", "application/json").headers(headers);
        authorization.forEach(value -> request.header("Authorization", value));
        return (call.method() == Method.PUT || call.method() == Method.POST ? request.body(body) : request)
                .request(call.method(), group() + call.path());
    }

    private static String group() {
        return "/subscriptions/" + Samples.SUBSCRIPTION
                + "/resourceGroups/door/providers/Microsoft.CustomProviders/resourceProviders/public";
    }

    private static Refusal refused(String name, String authorization, Call call, String code) {
        return new Refusal(name, List.of(authorization), call, 401, code);
    }

    private static Refusal forbidden(String name, String token, Call call) {
        return new Refusal(name, List.of(bearer(token)), call, 403, "AuthorizationFailed");
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }
}
