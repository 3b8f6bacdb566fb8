package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The way in that Azure takes, over TLS as it really is. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class CertificatesAtTheDoorTest {

    private static final String CLUSTERS = "/subscriptions/" + Samples.SUBSCRIPTION
            + "/resourceGroups/door/providers/Microsoft.CustomProviders/resourceProviders/public/consulClusters";
    private static final String BODY = "{\"properties\":{\"location\":\"westus2\"}}";
    private static final String CODE = "?code=" + GatewayProfile.CODE;
    private static final String HOME_TENANT = "x-ms-home-tenant-id";

    @Inject
    InMemoryKafka kafka;

    @TestHTTPResource(value = "/", tls = true)
    @SuppressWarnings("NullAway.Init")
    URI server;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    /**
     * A request that has to stay outside.
     *
     * @param shown the client's certificates
     * @param headers names and values in turn
     */
    record Refusal(String name, List<Certificates> shown, String query, List<String> headers, int status, String code) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Refusal> refusals() {
        var azure = List.of(Certificates.AZURE);
        return Stream.of(
                new Refusal("no certificate", List.of(), CODE, List.of(), 401, "AuthenticationFailed"),
                untrusted("a certificate of a stranger", Certificates.selfSigned("CN=stranger")),
                untrusted("a certificate in Azure's name", Certificates.selfSigned("CN=azure")),
                untrusted("a certificate that does not count yet", Certificates.NEXT),
                untrusted("a certificate that counts no longer", Certificates.LAST),
                new Refusal(
                        "a stranger's certificate with a good token",
                        List.of(Certificates.selfSigned("CN=stranger")),
                        "",
                        List.of("Authorization", "Bearer " + Tokens.administrator()),
                        403,
                        "AuthorizationFailed"),
                new Refusal("somebody else's custom provider", azure, "", List.of(), 401, "AuthenticationFailed"),
                new Refusal("a wrong code", azure, "?code=wrong", List.of(), 401, "AuthenticationFailed"),
                new Refusal(
                        "a tenant that is not served",
                        azure,
                        CODE,
                        List.of(HOME_TENANT, UUID.randomUUID().toString()),
                        403,
                        "AuthorizationFailed"));
    }

    @BeforeEach
    void begin() {
        kafka.reset();
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void isRefused(Refusal refusal) throws Exception {
        var answer = put(client(refusal.shown()), refusal.query(), refusal.headers());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(refusal.status());
        assertThat(answer.body()).contains("\"code\":\"" + refusal.code() + "\"");
        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void azureActsForTheTenantOfTheSubscription() throws Exception {
        var azure = client(List.of(Certificates.AZURE));
        var headers = List.of(HOME_TENANT, Samples.TENANT, "x-ms-correlation-request-id", "correlated");

        assertThat(put(azure, CODE, headers).statusCode()).isEqualTo(202);
        assertThat(put(azure, "?code=" + GatewayProfile.NEXT_CODE, List.of()).statusCode())
                .isEqualTo(202);

        assertThat(kafka.commands()).hasSize(2).allSatisfy(command -> {
            assertThat(command.getScope().getTenantId()).isEqualTo(Samples.TENANT);
            assertThat(command.getRequestedBy()).isEqualTo("azure");
        });
        assertThat(kafka.commands().get(0).getCorrelationId()).isEqualTo("correlated");
    }

    @Test
    void aTokenNeedsNoCertificate() throws Exception {
        var headers = List.of("Authorization", "Bearer " + Tokens.administrator());
        assertThat(put(client(List.of()), "", headers).statusCode()).isEqualTo(202);
    }

    @Test
    void oldVersionsOfTlsAreNotSpoken() {
        var old = HttpClient.newBuilder()
                .sslContext(Certificates.client(List.of()))
                .sslParameters(new SSLParameters(null, new String[] {"TLSv1.1"}))
                .build();
        assertThatThrownBy(() -> put(old, "", List.of())).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void everyAnswerTellsBrowsersToKeepOut() throws Exception {
        var headers = put(client(List.of()), "", List.of()).headers();
        assertThat(headers.firstValue("Strict-Transport-Security")).hasValue("max-age=31536000; includeSubDomains");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; frame-ancestors 'none'");
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    private HttpResponse<String> put(HttpClient client, String query, List<String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve(CLUSTERS + "/c-one" + query))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(BODY));
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpClient client(List<Certificates> shown) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(Certificates.client(shown))
                .build();
    }

    private static Refusal untrusted(String name, Certificates shown) {
        return new Refusal(name, List.of(shown), CODE, List.of(), 403, "AuthorizationFailed");
    }
}
