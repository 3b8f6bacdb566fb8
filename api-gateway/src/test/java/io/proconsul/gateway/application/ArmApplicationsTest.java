package io.proconsul.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gateway.Samples;
import io.proconsul.gateway.application.Reading.Known;
import io.proconsul.gateway.application.Reading.Unknown;
import io.proconsul.gateway.command.Billing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SDK against answers as Azure Resource Manager gives them. */
class ArmApplicationsTest {

    private static final String SUBSCRIPTION = "/subscriptions/" + Samples.SUBSCRIPTION;
    private static final String LIST = SUBSCRIPTION + "/providers/Microsoft.Solutions/applications";
    private static final String NEXT = "https://management.azure.com" + LIST + "?page=2";
    private static final String FOUND = """
            {"id": "%s", "name": "app", "type": "Microsoft.Solutions/applications", "location": "westus2",
             "kind": "MarketPlace", "etag": "1",
             "plan": {"name": "on-demand-v2", "product": "consul", "publisher": "publisher", "version": "1"},
             "properties": {"provisioningState": "Succeeded", "managedResourceGroupId": "%s/resourceGroups/rg-mrg-app",
               "billingDetails": {"resourceUsageId": "usage-1"},
               "parameters": {"clusterName": {"value": "c-one"}, "numServers": {"type": "String", "value": "3"},
                 "federationToken": {"type": "SecureString"}}}}""".formatted(Samples.APPLICATION, SUBSCRIPTION);

    private final CannedArm arm = new CannedArm();

    @Test
    void readsAnApplicationOfTheMarketplaceWithItsTenant() {
        arm.at(Samples.APPLICATION, 200, FOUND).at(SUBSCRIPTION + "?", 200, subscription());

        assertThat(arm.applications().find(Samples.APPLICATION))
                .isEqualTo(new Known<>(Optional.of(new ManagedApplication(
                        Samples.APPLICATION,
                        "Succeeded",
                        "publisher/consul",
                        Samples.group("rg-mrg-app"),
                        new Billing("usage-1", "on-demand-v2"),
                        "westus2",
                        Map.of("clusterName", "c-one", "numServers", "3")))));
        assertThat(arm.asked()).containsExactly(Samples.APPLICATION, SUBSCRIPTION);
    }

    @Test
    void readsAnApplicationOfAServiceCatalog() {
        arm.at(Samples.APPLICATION, 200, """
                        {"id": "%s", "location": "westus2", "kind": "ServiceCatalog",
                         "properties": {"provisioningState": "Deleting", "applicationDefinitionId": "/definition",
                           "managedResourceGroupId": "%s/resourceGroups/rg-mrg-app"}}""".formatted(Samples.APPLICATION, SUBSCRIPTION))
                .at(SUBSCRIPTION + "?", 200, subscription());

        assertThat(arm.applications().find(Samples.APPLICATION))
                .isEqualTo(new Known<>(Optional.of(new ManagedApplication(
                        Samples.APPLICATION,
                        "Deleting",
                        "/definition",
                        Samples.group("rg-mrg-app"),
                        Billing.NONE,
                        "westus2",
                        Map.of()))));
    }

    @ParameterizedTest
    @CsvSource({"ResourceNotFound", "ResourceGroupNotFound"})
    void whatAzureDoesNotKnowIsGone(String code) {
        arm.at(Samples.APPLICATION, 404, error(code));

        assertThat(arm.applications().find(Samples.APPLICATION)).isEqualTo(new Known<>(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "404, SubscriptionNotFound",
        "404, InvalidResourceType",
        "403, AuthorizationFailed",
        "401, InvalidAuthenticationTokenTenant",
        "429, TooManyRequests",
        "500, InternalServerError",
        "503, ServerBusy",
        "0, ''"
    })
    void everythingElseSaysNothingOfTheApplication(int status, String code) {
        arm.at(Samples.APPLICATION, status, error(code));

        assertThat(arm.applications().find(Samples.APPLICATION)).isInstanceOf(Unknown.class);
        assertThat(arm.asked()).hasSize(1);
    }

    @Test
    void aNotFoundOfSomebodyElseSaysNothing() {
        arm.at(Samples.APPLICATION, 404, "<html>not here</html>");

        assertThat(arm.applications().find(Samples.APPLICATION)).isInstanceOf(Unknown.class);
    }

    @Test
    void anApplicationOfNoKnownTenantIsNotRead() {
        arm.at(Samples.APPLICATION, 200, FOUND).at(SUBSCRIPTION + "?", 503, error("ServerBusy"));

        assertThat(arm.applications().find(Samples.APPLICATION)).isInstanceOf(Unknown.class);
    }

    @Test
    void listsAllPages() {
        arm.at(LIST + "?api-version=2021-07-01", 200, page(Samples.APPLICATION, NEXT))
                .at(LIST + "?page=2", 200, page(Samples.APPLICATION + "-two", ""));

        assertThat(arm.applications().inSubscription(new Subscription(Samples.TENANT, Samples.SUBSCRIPTION)))
                .isInstanceOfSatisfying(Known.class, known -> assertThat((List<?>) known.value())
                        .extracting("id")
                        .containsExactly(Samples.APPLICATION, Samples.APPLICATION + "-two"));
    }

    @Test
    void aListThatBreaksOffIsNoList() {
        arm.at(LIST + "?api-version=2021-07-01", 200, page(Samples.APPLICATION, NEXT))
                .at(LIST + "?page=2", 503, error("ServerBusy"));

        assertThat(arm.applications().inSubscription(new Subscription(Samples.TENANT, Samples.SUBSCRIPTION)))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void aNextPageElsewhereIsNotAskedFor() {
        arm.at(LIST, 200, page(Samples.APPLICATION, "https://elsewhere.example/" + LIST + "?page=2"));

        assertThat(arm.applications().inSubscription(new Subscription(Samples.TENANT, Samples.SUBSCRIPTION)))
                .isInstanceOf(Unknown.class);
        assertThat(arm.asked()).containsExactly(LIST);
    }

    @Test
    void listsSubscriptionsWithTheirTenants() {
        arm.at("/subscriptions?", 200, "{\"value\": [" + subscription() + "]}");

        assertThat(arm.applications().subscriptions())
                .isEqualTo(new Known<>(List.of(new Subscription(Samples.TENANT, Samples.SUBSCRIPTION))));
    }

    private static String page(String applicationId, String next) {
        var link = next.isEmpty() ? "" : ", \"nextLink\": \"" + next + "\"";
        return "{\"value\": [" + FOUND.replace(Samples.APPLICATION, applicationId) + "]" + link + "}";
    }

    private static String subscription() {
        return "{\"id\": \"%s\", \"subscriptionId\": \"%s\", \"tenantId\": \"%s\"}"
                .formatted(SUBSCRIPTION, Samples.SUBSCRIPTION, Samples.TENANT);
    }

    private static String error(String code) {
        return "{\"error\":{\"code\":\"%s\",\"message\":\"so it is\"}}".formatted(code);
    }
}
