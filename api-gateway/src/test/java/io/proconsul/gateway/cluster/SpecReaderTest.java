package io.proconsul.gateway.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.gateway.cluster.SpecReader.Invalid;
import io.proconsul.gateway.cluster.SpecReader.Reading;
import io.proconsul.gateway.cluster.SpecReader.Valid;
import io.proconsul.gateway.config.Configs;
import io.proconsul.gateway.error.Problem;
import io.proconsul.gateway.version.VersionCatalogue;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Upkeep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecReaderTest {

    private static final String SUBSCRIPTION = "22222222-2222-4222-8222-222222222222";
    private static final Scope SCOPE = new Scope("tenant", SUBSCRIPTION, "rg-mrg-app", "app-one");
    private static final String APPLICATION =
            "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg/providers/Microsoft.Solutions/applications/App-One";

    private final SpecReader reader = new SpecReader(Configs.defaults(), new VersionCatalogue(Configs.defaults()));

    @Test
    void fillsInEveryDefault() {
        assertThat(read("{'properties':{'location':'westus2'}}"))
                .isEqualTo(new Valid(
                        ClusterSpec.newBuilder()
                                .setLocation("westus2")
                                .setDatacenter("app-one")
                                .setConsulVersion("v1.21.4")
                                .setServers(3)
                                .setMode("PRODUCTION")
                                .setVnetCidr("172.25.16.0/24")
                                .setExternalEndpoint(false)
                                .setConnect(true)
                                .setAutomaticUpgrades(false)
                                .setSnapshotInterval("PT24H")
                                .setSnapshotRetention("PT720H")
                                .setEmail("")
                                .setManagedApplicationId("")
                                .setSourceChannel("")
                                .setResourceUsageId("")
                                .setPlan("")
                                .setTags(Map.of())
                                .build(),
                        Optional.empty()));
    }

    @Test
    void takesWhatWasAskedFor() {
        var body = """
                {'name':'public/app-one','location':'West US 2','tags':{'team':'net','env':'prod'},'properties':{
                 'consulInitialVersion':'v1.20.6','consulDatacenter':'DC1','consulNumServers':'5',
                 'consulClusterMode':'PRODUCTION','consulAutomaticUpgrades':'enabled','consulConnect':'disabled',
                 'consulExternalEndpoint':'enabled','consulSnapshotInterval':'6h','consulSnapshotRetention':'2w',
                 'consulVnetCidr':'10.0.0.0/16','managedAppId':'%s','email':'ops@example.com',
                 'sourceChannel':'terraform-provider-hcs','storageAccountName':'ignored','federationToken':''}}""".formatted(APPLICATION);
        assertThat(read(body))
                .isEqualTo(new Valid(
                        ClusterSpec.newBuilder()
                                .setLocation("westus2")
                                .setDatacenter("dc1")
                                .setConsulVersion("v1.20.6")
                                .setServers(5)
                                .setMode("PRODUCTION")
                                .setVnetCidr("10.0.0.0/16")
                                .setExternalEndpoint(true)
                                .setConnect(false)
                                .setAutomaticUpgrades(true)
                                .setSnapshotInterval("PT6H")
                                .setSnapshotRetention("PT336H")
                                .setEmail("ops@example.com")
                                .setManagedApplicationId(APPLICATION)
                                .setSourceChannel("terraform-provider-hcs")
                                .setResourceUsageId("")
                                .setPlan("")
                                .setTags(Map.of("env", "prod", "team", "net"))
                                .setUpkeep(new Upkeep("POINT", List.of(7), 120, 240))
                                .build(),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "'', MANUAL, MANUAL, false",
        "'', POINT, POINT, true",
        "enabled, '', POINT, true",
        "enabled, MAJOR, MAJOR, true",
        "disabled, MANUAL, MANUAL, false"
    })
    void theSwitchAndThePolicyGoTogether(String asked, String policy, String expected, boolean upgrades) {
        var body = "{'properties':{'location':'westus2','consulAutomaticUpgrades':'%s','consulUpgradePolicy':'%s'}}";
        assertThat(read(body.formatted(asked, policy))).isInstanceOfSatisfying(Valid.class, valid -> {
            assertThat(valid.spec().getUpkeep()).isEqualTo(new Upkeep(expected, List.of(7), 120, 240));
            assertThat(valid.spec().getAutomaticUpgrades()).isEqualTo(upgrades);
        });
    }

    @ParameterizedTest
    @CsvSource({"enabled, MANUAL", "disabled, POINT", "disabled, MAJOR"})
    void aPolicyThatContradictsTheSwitchIsRefused(String asked, String policy) {
        var body = "{'properties':{'location':'westus2','consulAutomaticUpgrades':'%s','consulUpgradePolicy':'%s'}}";
        assertThat(((Invalid) read(body.formatted(asked, policy))).problems())
                .extracting(Problem::target)
                .containsExactly("properties.consulUpgradePolicy");
    }

    @Test
    void theApplicationNamesTheDatacenter() {
        assertThat(read("{'properties':{'location':'westus2','managedAppId':'%s'}}".formatted(APPLICATION)))
                .isInstanceOfSatisfying(
                        Valid.class,
                        valid -> assertThat(valid.spec().getDatacenter()).isEqualTo("app-one"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 3, PRODUCTION",
        "1, '', 1, DEVELOPMENT",
        "3, DEVELOPMENT, 1, DEVELOPMENT",
        "'', DEVELOPMENT, 1, DEVELOPMENT",
        "1, PRODUCTION, 1, PRODUCTION",
        "5, '', 5, PRODUCTION"
    })
    void modeAndServersGoTogether(String asked, String askedMode, int servers, String mode) {
        var body = "{'properties':{'location':'westus2','consulNumServers':'%s','consulClusterMode':'%s'}}";
        assertThat(read(body.formatted(asked, askedMode))).isInstanceOfSatisfying(Valid.class, valid -> {
            assertThat(valid.spec().getServers()).isEqualTo(servers);
            assertThat(valid.spec().getMode()).isEqualTo(mode);
        });
    }

    @Test
    void whatAClientWasGivenItMaySendBack() {
        var body = "{'properties':{'location':'westus2','state':'RUNNING','consulClusterId':'x','consulCaFile':'y'}}";
        assertThat(read(body)).isInstanceOf(Valid.class);
    }

    @Test
    void tellsEveryProblemAtOnce() {
        var body =
                "{'colour':'red','properties':{'location':'mars','consulNumServers':'2','consulVnetCidr':'8.8.8.0/24'}}";
        assertThat(((Invalid) reader.read(new Scope("t", "s", "rg.", "Bad_Name"), json(body))).problems())
                .extracting(Problem::target)
                .containsExactlyInAnyOrder(
                        "subscriptionId",
                        "resourceGroup",
                        "name",
                        "colour",
                        "properties.location",
                        "properties.consulNumServers",
                        "properties.consulDatacenter",
                        "properties.consulVnetCidr");
    }

    private Reading read(String body) {
        return reader.read(SCOPE, json(body));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
