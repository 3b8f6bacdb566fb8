package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists come page by page, and where one goes on is nobody's to make up (RPC-043 to RPC-045). */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class PagingTest {

    @Inject
    InMemoryKafka kafka;

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI server;

    @TestHTTPResource(value = "/", tls = true)
    @SuppressWarnings("NullAway.Init")
    URI secured;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    /** Each test has a resource group of its own. */
    private final String group = "Rg-" + UUID.randomUUID();

    @BeforeEach
    void begin() {
        kafka.reset();
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
    }

    @Test
    void aListIsWholeIfOneFollowsItsLinks() {
        running("a-one", "b-two", "c-three", "d-four", "e-five");

        assertThat(namesFrom(list() + "?$top=2&api-version=2018-09-01-preview"))
                .containsExactly(List.of("a-one", "b-two"), List.of("c-three", "d-four"), List.of("e-five"));
        assertThat(namesFrom(list() + "?$top=5"))
                .containsExactly(List.of("a-one", "b-two", "c-three", "d-four", "e-five"));
    }

    @Test
    void theLinkIsTheAddressThatWasAskedWithoutItsSecrets() {
        running("a-one", "b-two");

        var link = link(get(list() + "?$top=1&api-version=2018-09-01-preview&code=secret&sig=secret"));

        assertThat(link)
                .startsWith(server.resolve("/consulama/2021-04-23" + list()) + "?$top=1&api-version=2018-09-01-preview"
                        + "&$skipToken=")
                .doesNotContain("secret");
    }

    @Test
    void behindAzureTheLinkIsAzures() throws Exception {
        running("a-one", "b-two", "c-three");
        var asked = "https://management.example" + list() + "?api-version=2018-09-01-preview&$top=1";

        var first = overAzure("&$top=1", asked).path("nextLink").asText();
        assertThat(first).startsWith(asked + "&$skipToken=");
        var token = first.substring(first.indexOf("&$skipToken="));
        var second = overAzure("&$top=1" + token, first);

        assertThat(second.at("/value/0/name").asText()).isEqualTo("b-two");
        assertThat(second.path("nextLink").asText())
                .startsWith(asked + "&$skipToken=")
                .isNotEqualTo(first);
    }

    @Test
    void nobodyElseSaysWhereTheLinkLeads() {
        running("a-one", "b-two");

        var answer = given().header("Authorization", bearer())
                .header("Referer", "https://evil.example/?x=1")
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "host=evil.example")
                .get(list() + "?$top=1");

        assertThat(link(answer)).startsWith(server.toString());
    }

    @Test
    void whatIsCreatedOrDeletedMeanwhileMovesNothing() {
        running("b-two", "d-four", "f-six");
        var link = link(get(list() + "?$top=2"));

        running("a-one", "c-three", "e-five");
        gone("d-four");
        await().untilAsserted(() ->
                assertThat(names(get(list()))).containsExactly("a-one", "b-two", "c-three", "e-five", "f-six"));

        assertThat(names(get(link))).containsExactly("e-five", "f-six");
    }

    @Test
    void aTokenIsOfNoUseInAnotherGroupOrForAnotherTenantsEyes() {
        running("a-one", "b-two");
        var link = link(get(list() + "?$top=1"));

        for (var elsewhere : List.of(
                link.replace(group, "other"),
                link.replace(Samples.SUBSCRIPTION, UUID.randomUUID().toString()))) {
            get(elsewhere)
                    .then()
                    .statusCode(400)
                    .body("error.code", equalTo("InvalidSkipToken"))
                    .body("error.target", equalTo("$skipToken"));
        }
        get(link.replace(group, group.toUpperCase(java.util.Locale.ROOT)))
                .then()
                .statusCode(200)
                .body("value.name", contains("b-two"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$top=0", "$top=-1", "$top=all", "$top=1e3", "$top=99999999999999999999"})
    void aPageOfNothingCannotBeAskedFor(String query) {
        get(list() + "?" + query)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("InvalidParameter"))
                .body("error.target", equalTo("$top"));
    }

    @Test
    void aListWithoutItemsIsEmptyAndHasNoLink() {
        assertThat(get(list()).asString()).isEqualTo("{\"value\":[]}");
    }

    /** The names on each page, from this address to the end. */
    private static List<List<String>> namesFrom(String address) {
        var pages = new ArrayList<List<String>>();
        for (var next = address; next != null; ) {
            var page = get(next);
            pages.add(names(page));
            next = link(page);
        }
        return pages;
    }

    private static Response get(String address) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", bearer())
                .get(address);
    }

    private static List<String> names(Response page) {
        assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
        return page.jsonPath().getList("value.name");
    }

    private static String link(Response page) {
        return page.jsonPath().getString("nextLink");
    }

    private JsonNode overAzure(String query, String referer) throws IOException, InterruptedException {
        var client = HttpClient.newBuilder()
                .sslContext(Certificates.client(List.of(Certificates.AZURE)))
                .build();
        var request = HttpRequest.newBuilder(
                        secured.resolve(list() + "?api-version=2018-09-01-preview&code=" + GatewayProfile.CODE + query))
                .header("Referer", referer)
                .build();
        return new ObjectMapper()
                .readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    private void running(String... names) {
        publish("RUNNING", names);
        await().untilAsserted(() -> assertThat(names(get(list()))).contains(names));
    }

    private void gone(String name) {
        publish("DELETED", name);
    }

    private void publish(String phase, String... names) {
        Stream.of(names)
                .forEach(
                        name -> kafka.publish(Samples.state(Samples.group(group).cluster(name), phase, 1)));
    }

    private String list() {
        return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.CustomProviders/resourceProviders/public/consulClusters"
                .formatted(Samples.SUBSCRIPTION, group);
    }

    private static String bearer() {
        return "Bearer " + Tokens.administrator();
    }
}
