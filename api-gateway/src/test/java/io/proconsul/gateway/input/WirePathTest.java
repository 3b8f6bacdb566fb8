package io.proconsul.gateway.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gateway.input.WirePath.Canonical;
import io.proconsul.gateway.input.WirePath.Reading;
import io.proconsul.gateway.input.WirePath.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WirePathTest {

    private static final Pattern API_PATH = Pattern.compile("(?m)^  (/consulama/\\S+):$");

    /** A segment that is not the place of a name. */
    private static final Pattern FIXED = Pattern.compile("(?<=/)[^/{}]+(?=/|$)");

    private static final String GROUP =
            "/subscriptions/S-1/resourceGroups/Rg.1/providers/Microsoft.CustomProviders/resourceProviders/public";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/consulama/2021-04-23" + GROUP + "/consulClusters/C1",
                "/consulama/2021-04-23/" + GROUP + "/consulClusters/C1/",
                "/CONSULAMA/2021-04-23" + GROUP + "/CONSULCLUSTERS/C1",
                "/consulama/2021-04-23/%2Fsubscriptions%2FS-1%2FresourceGroups%2FRg.1/providers"
                        + "/Microsoft.CustomProviders/resourceProviders/public/consulClusters/C1",
                "//consulama//2021-04-23//subscriptions/S-1/resourcegroups/Rg.1/Providers"
                        + "/microsoft.customproviders/ResourceProviders/Public/consulclusters/C1",
                "//subscriptions/S-1/RESOURCEGROUPS/Rg.1/providers/Microsoft.CustomProviders/resourceProviders/public"
                        + "/consulClusters/C1",
                "/%2fsubscriptions%2fS-1%2fresourceGroups%2fRg.1/providers/Microsoft.CustomProviders"
                        + "/resourceProviders/public/consulClusters/C1"
            })
    void everySpellingOfAClusterIsOnePath(String wire) {
        assertThat(WirePath.read(wire, Optional.empty()))
                .isEqualTo(new Canonical("/consulama/2021-04-23" + GROUP + "/consulClusters/C1"));
    }

    @Test
    void namesKeepTheirLetterCaseEvenWhenTheyLookLikeFixedSegments() {
        var wire = "/subscriptions/CONFIG/resourceGroups/PUBLIC/providers/Microsoft.CustomProviders/resourceProviders"
                + "/public/consulClusters/RESOURCE";
        assertThat(WirePath.read(wire, Optional.empty())).isEqualTo(new Canonical("/consulama/2021-04-23" + wire));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/consulama/2020-07-09", "/consulama/2020-07-09/", "/consulama"})
    void theProxyNamesTheResourceInAHeader(String wire) {
        var version = wire.contains("2020") ? "2020-07-09" : "2021-04-23";
        assertThat(WirePath.read(wire, Optional.of(GROUP.toUpperCase(Locale.ROOT) + "/operation")))
                .isEqualTo(new Canonical("/consulama/" + version + GROUP.replace("Rg.1", "RG.1") + "/operation"));
    }

    @Test
    void everyPathOfTheApiIsUnderstoodInAnyLetterCase() throws IOException {
        var paths = API_PATH.matcher(Files.readString(Path.of("..", "docs", "openapi.yaml")))
                .results()
                .map(found -> found.group(1).replace("{version}", "2021-04-23"))
                .toList();

        assertThat(paths).hasSizeGreaterThan(10).allSatisfy(path -> {
            var shouted = FIXED.matcher(path).replaceAll(fixed -> fixed.group().toUpperCase(Locale.ROOT));
            assertThat(WirePath.read(shouted, Optional.empty())).isEqualTo(new Canonical(path));
        });
    }

    @Test
    void theUrlCountsWhereItNamesAResource() {
        var other = GROUP.replace("Rg.1", "other") + "/consulClusters/c2";
        assertThat(WirePath.read("/consulama/2021-04-23" + GROUP + "/config", Optional.of(other)))
                .isEqualTo(new Canonical("/consulama/2021-04-23" + GROUP + "/config"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/notifications/resource", "/consulama/2021-04-23/Notifications/Resource"})
    void theWebhookHasTwoAddresses(String wire) {
        assertThat(WirePath.read(wire, Optional.empty()))
                .isEqualTo(new Canonical("/consulama/2021-04-23/notifications/resource"));
    }

    @Test
    void refusesWhatNamesNothing() {
        assertThat(codeOf(WirePath.read("/", Optional.empty()))).isEqualTo("MissingRequestPath");
        assertThat(codeOf(WirePath.read("/consulama/2021-04-23/", Optional.of(""))))
                .isEqualTo("MissingRequestPath");
    }

    @Test
    void refusesVersionsThatNobodyUses() {
        assertThat(codeOf(WirePath.read("/consulama/2035-01-01" + GROUP + "/config", Optional.empty())))
                .isEqualTo("UnsupportedApiVersion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "%2e%2e", "%2E.", "%2e"})
    void refusesDotSegments(String dots) {
        assertThat(codeOf(WirePath.read("/subscriptions/" + dots + "/resourceGroups/rg", Optional.empty())))
                .isEqualTo("InvalidPath");
    }

    private static String codeOf(Reading reading) {
        return reading instanceof Refused refused ? refused.error().problem().code() : "";
    }
}
