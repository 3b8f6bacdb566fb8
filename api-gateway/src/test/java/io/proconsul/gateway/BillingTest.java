package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.ClusterEvent;
import io.proconsul.wire.Scope;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(GatewayProfile.class)
class BillingTest {

    private static final Instant NOW = Instant.parse("2020-07-15T10:30:00Z");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @Inject
    InMemoryKafka kafka;

    @Inject
    TestClock clock;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    /** Each test has a resource group of its own. */
    private final String group = "rg-" + UUID.randomUUID();

    private final Scope scope = Samples.group(group).cluster("c-one");

    @BeforeEach
    void begin() {
        kafka.reset();
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
        clock.stopAt(NOW);
    }

    @AfterEach
    void end() {
        clock.goOn();
    }

    @Test
    void showsPricesAndWhatWasUsedTodayAndThisMonth() throws JsonProcessingException {
        happened("ClusterStarted", "2020-06-30T22:10:00Z", "tiered", 3);

        var info = await().until(() -> info(), answer -> answer.extract().statusCode() == 200)
                .header("Content-Type", equalTo("application/json;charset=utf-8"))
                .extract()
                .asString();

        assertThat(JSON.readTree(info)).isEqualTo(JSON.readTree("""
                {"currentSettings": {
                   "plan": "tiered", "activeSince": "2020-06-30T22:10:00Z",
                   "prices": {"hourly": 0.5, "dimensions": [{"name": "servers", "minimum": 2, "tiers": [
                     {"label": "1-3", "unitPrice": 0.1}, {"label": "4+", "unitPrice": 0.05}]}]}},
                 "usage": {"timePeriod": {
                   "today": {
                     "start": "2020-07-15T00:00:00Z", "end": "2020-07-16T00:00:00Z",
                     "cost": 8.80, "details": [{"plan": "tiered", "hours": 11}]},
                   "thisMonth": {
                     "start": "2020-07-01T00:00:00Z", "end": "2020-08-01T00:00:00Z",
                     "cost": 277.60, "details": [{"plan": "tiered", "hours": 347}]}}}}"""));
    }

    @Test
    void reportsAMonthHourByHour() throws JsonProcessingException {
        happened("ClusterStarted", "2020-06-30T22:10:00Z", "tiered", 5);
        await().untilAsserted(() -> info().statusCode(200));

        var june = report("2020/06").statusCode(200).extract().asString();

        assertThat(JSON.readTree(june)).isEqualTo(JSON.readTree("""
                {"usage": [
                  {"start": "2020-06-30T22:00:00Z", "end": "2020-06-30T23:00:00Z", "plan": "tiered", "cost": 0.90,
                   "dimensions": [{"name": "servers", "tiers": [
                     {"label": "1-3", "units": 3}, {"label": "4+", "units": 2}]}]},
                  {"start": "2020-06-30T23:00:00Z", "end": "2020-07-01T00:00:00Z", "plan": "tiered", "cost": 0.90,
                   "dimensions": [{"name": "servers", "tiers": [
                     {"label": "1-3", "units": 3}, {"label": "4+", "units": 2}]}]}]}"""));
        report("2020/07").statusCode(200).body("usage", hasSize(347));
        report("2020/05").statusCode(200).body("usage", hasSize(0));
    }

    @Test
    void whatIsDeletedStaysInTheReportOfItsMonth() {
        happened("ClusterStarted", "2020-07-14T09:59:00Z", "tiered", 3);
        happened("ClusterStopped", "2020-07-14T12:00:00Z", "tiered", 3);
        kafka.publish(Samples.state(scope, "DELETED", 1));

        await().untilAsserted(() -> info().statusCode(200).body("currentSettings", nullValue()));
        info().body("usage.timePeriod.today.details", hasSize(0))
                .body("usage.timePeriod.thisMonth.details[0].hours", equalTo(3));
        report("2020/07").body("usage", hasSize(3)).body("usage[2].end", equalTo("2020-07-14T12:00:00Z"));
    }

    @Test
    void eventsCountOnceAndInTheirOwnOrder() {
        happened("ClusterStopped", "2020-07-15T03:00:00Z", "tiered", 3);
        happened("ClusterStarted", "2020-07-15T01:00:00Z", "tiered", 3);
        happened("ClusterStarted", "2020-07-15T01:00:00Z", "tiered", 3);
        happened("ClusterPainted", "2020-07-15T01:30:00Z", "tiered", 9);

        await().untilAsserted(() -> report("2020/07").statusCode(200).body("usage", hasSize(2)));
        report("2020/07").body("usage.dimensions[0].name", equalTo(List.of("servers")));
    }

    @Test
    void aServerCountsFromTheHourInWhichTheClusterGrew() {
        happened("ClusterStarted", "2020-07-15T01:00:00Z", "tiered", 3);
        happened("ClusterResized", "2020-07-15T02:30:00Z", "tiered", 5);
        happened("ClusterStopped", "2020-07-15T04:00:00Z", "tiered", 5);

        await().untilAsserted(() -> report("2020/07").statusCode(200).body("usage", hasSize(3)));
        report("2020/07").body("usage.cost", equalTo(List.of(0.8f, 0.9f, 0.9f)));
    }

    @Test
    void costIsRoundedOnceForTheWholeTime() {
        happened("ClusterStarted", "2020-07-15T08:00:00Z", "mites", 3);

        await().untilAsserted(() -> report("2020/07").statusCode(200).body("usage", hasSize(3)));
        assertThat(report("2020/07").extract().asString()).contains("\"cost\":0.005");
        assertThat(info().extract().asString()).contains("\"cost\":0.02").doesNotContain("\"cost\":0.015");
    }

    @Test
    void aPlanWithoutPricesCostsNothing() {
        happened("ClusterStarted", "2020-07-15T08:00:00Z", "public-beta", 3);

        await().untilAsserted(() -> info().statusCode(200)
                .body("currentSettings.plan", equalTo("public-beta"))
                .body("currentSettings.prices.dimensions", hasSize(0))
                .body("usage.timePeriod.today.details[0].hours", equalTo(3))
                .body("usage.timePeriod.today.cost", equalTo(0.0f)));
    }

    @ParameterizedTest
    @CsvSource({"on-demand-v2, 0.46", "on-demand, 0.50", "annual, 0.00"})
    void anInstallationHasPricesToBeginWith(String plan, String hour) {
        happened("ClusterStarted", "2020-07-15T10:00:00Z", plan, 3);

        await().untilAsserted(() -> info().statusCode(200)
                .body("currentSettings.plan", equalTo(plan))
                .body("usage.timePeriod.today.cost", equalTo(Float.parseFloat(hour))));
    }

    @Test
    void aClusterThatIsBeingMadeHasUsedNothing() {
        kafka.publish(Samples.state(scope, "CREATING", 1));

        await().untilAsserted(() -> info().statusCode(200)
                .body("currentSettings.activeSince", nullValue())
                .body("usage.timePeriod.thisMonth.details", hasSize(0)));
        report("2020/07").statusCode(200).body("usage", hasSize(0));
    }

    @Test
    void aGroupThatNeverHadAClusterIsUnknown() {
        info().statusCode(404).body("error.code", equalTo("ResourceNotFound"));
        report("2020/07").statusCode(404).body("error.code", equalTo("ResourceNotFound"));
    }

    @Test
    void anotherTenantsUseIsUnknown() {
        var theirs = new Scope(UUID.randomUUID().toString(), Samples.SUBSCRIPTION, group, "c-one");
        happened(theirs, "ClusterStarted", "2020-07-15T08:00:00Z", "tiered", 3);
        var ours = Samples.group(group + "-ours").cluster("c-one");
        happened(ours, "ClusterStarted", "2020-07-15T08:00:00Z", "tiered", 3); // read after theirs

        await().untilAsserted(() -> post(group + "-ours", "billingInfo", "{}").statusCode(200));
        info().statusCode(404);
        report("2020/07").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020/08", "2021/01", "9999/12", "2019/06", "0000/01"})
    void aMonthWithoutAReportIsRefused(String month) {
        report(month)
                .statusCode(400)
                .body("error.code", equalTo("InvalidParameter"))
                .body("error.target", equalTo("month"))
                .body("error.message", equalTo("Expected a month from 2019/07 to 2020/07, found \"" + month + "\"."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | month",
                "{\"month\":\"\"} | month",
                "{\"month\":null} | month",
                "{\"month\":202007} | month",
                "{\"month\":[\"2020/07\"]} | month",
                "{\"month\":\"2020-07\"} | month",
                "{\"month\":\"2020/7\"} | month",
                "{\"month\":\"2020/13\"} | month",
                "{\"month\":\"2020/00\"} | month",
                "{\"month\":\"+2020/07\"} | month",
                "{\"month\":\"2020/07 \"} | month",
                "{\"month\":\"2020/07\\n\"} | month",
                "{\"month\":\"٢٠٢٠/07\"} | month",
                "{\"month\":\"July 2020\"} | month",
                "{\"month\":\"2020/07\",\"year\":2020} | year",
                "[] | body",
                "{\"month\":\"2020/07\",\"month\":\"2020/06\"} | body",
                "{\"month\": | body"
            })
    void aRequestThatMakesNoSenseIsRefused(String body, String target) {
        post(group, "billingReport", body)
                .statusCode(400)
                .body("error.target", equalTo(target))
                .body("error.message", containsString(target.equals("body") ? "JSON" : ""));
    }

    @Test
    void pathsAreMatchedInAnyLetterCase() {
        happened("ClusterStarted", "2020-07-15T08:00:00Z", "tiered", 3);

        await().untilAsserted(() ->
                post(group.toUpperCase(Locale.ROOT), "BILLINGINFO", "{}").statusCode(200));
        post(group, "billingreport", "{\"subscriptionId\":\"x\",\"resourceGroup\":\"y\",\"month\":\"2020/07\"}")
                .statusCode(200)
                .body("usage", hasSize(3));
    }

    private void happened(String type, String at, String plan, int servers) {
        happened(scope, type, at, plan, servers);
    }

    private void happened(Scope where, String type, String at, String plan, int servers) {
        var cluster = Ids.clusterId(where, 1);
        var id = Ids.eventId(cluster, type);
        kafka.publish(new ClusterEvent(
                id, where, cluster, type, Instant.parse(at), "operation", servers, Samples.APPLICATION, "usage", plan));
    }

    private ValidatableResponse info() {
        return post(group, "billingInfo", "{}");
    }

    private ValidatableResponse report(String month) {
        return post(group, "billingReport", "{\"month\":\"" + month + "\"}");
    }

    private static ValidatableResponse post(String group, String action, String body) {
        var claims = Tokens.claims(NOW);
        claims.setClaim("roles", List.of("Proconsul.Reader"));
        var path = "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.CustomProviders/resourceProviders/public/%s"
                .formatted(Samples.SUBSCRIPTION, group, action);
        return given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + Tokens.sign(claims, Tokens.key()))
                .body(body)
                .post(path)
                .then();
    }
}
