package io.proconsul.gateway.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.error.Problem;
import io.proconsul.gateway.input.ApplicationId;
import io.proconsul.gateway.input.Fields;
import io.proconsul.gateway.upkeep.UpkeepFields;
import io.proconsul.gateway.version.VersionCatalogue;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.Scope;
import io.proconsul.wire.Upkeep;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the path and body of a PUT to a complete specification, or to everything that is wrong with them. */
@ApplicationScoped
public class SpecReader {

    private static final String AUTOMATIC_UPGRADES = "consulAutomaticUpgrades";

    /** Read-only, or made by us whatever a client sends: a client may send back what it was given. */
    private static final List<String> IGNORED = List.of(
            "state",
            "consulCurrentVersion",
            "consulExternalEndpointUrl",
            "consulPrivateEndpointUrl",
            "consulClusterId",
            "consulConfigFile",
            "consulCaFile",
            "storageAccountName",
            "blobContainerName",
            "storageAccountResourceGroup",
            "vnetName",
            "managedIdentity");

    private static final List<String> PROPERTIES = Stream.concat(
                    Stream.of(
                            "location",
                            "consulInitialVersion",
                            "consulDatacenter",
                            "consulNumServers",
                            "consulClusterMode",
                            AUTOMATIC_UPGRADES,
                            "consulConnect",
                            "consulExternalEndpoint",
                            "consulSnapshotInterval",
                            "consulSnapshotRetention",
                            "consulVnetCidr",
                            "managedAppId",
                            "email",
                            "sourceChannel",
                            "federationToken",
                            "auditLoggingEnabled",
                            "auditLogStorageContainerURL"),
                    UpkeepFields.NAMES.stream())
            .toList();

    private static final List<String> MEMBERS =
            Arrays.asList("subscriptionId", "resourceGroup", "name", "id", "type", "location", "tags", "properties");

    private static final List<String> SWITCH = List.of("enabled", "disabled");
    private static final List<String> SERVERS = List.of("1", "3", "5");
    private static final Pattern DATACENTER = Pattern.compile("[-\\da-zA-Z]{3,36}");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@\"<>" + Fields.INVISIBLE + "]{1,64}@[A-Za-z0-9.-]{1,190}");
    private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9 ._/()+-]{1,64}");
    private static final String PERIOD_RULE = "a number and one of h, d, w, m (30 days), such as 1d, from 1h to 12m";
    private static final Duration LONGEST = Duration.ofDays(360);

    private final GatewayConfig.Clusters defaults;
    private final VersionCatalogue versions;

    public SpecReader(GatewayConfig config, VersionCatalogue versions) {
        this.defaults = config.clusters();
        this.versions = versions;
    }

    /** What reading came to. */
    public sealed interface Reading {}

    /**
     * @param spec without billing, which no client has a say in
     * @param federationToken as it was sent: nobody has verified it yet
     */
    public record Valid(ClusterSpec spec, Optional<String> federationToken) implements Reading {

        @Override
        public String toString() {
            return "Valid[" + spec + "]";
        }
    }

    public record Invalid(List<Problem> problems) implements Reading {}

    public Reading read(Scope scope, ObjectNode body) {
        var problems = new ArrayList<Problem>(Names.problems(scope));
        var request = new Fields(body, "", problems);
        request.allowOnly(MEMBERS);
        var properties = request.object("properties");
        properties.allowOnly(PROPERTIES, IGNORED);
        refuseTheAuditLog(properties);
        var spec = spec(scope, request, properties);
        var token = properties.text("federationToken");
        return problems.isEmpty() ? new Valid(spec, token) : new Invalid(List.copyOf(problems));
    }

    private ClusterSpec spec(Scope scope, Fields request, Fields properties) {
        var servers = servers(properties);
        var mode = properties.oneOf(
                "consulClusterMode", servers == 1 ? "DEVELOPMENT" : "PRODUCTION", List.of("PRODUCTION", "DEVELOPMENT"));
        var application = properties.satisfying("managedAppId", "", ApplicationId::isValid, ApplicationId.RULE);
        var interval = period(properties, "consulSnapshotInterval", defaults.snapshotInterval());
        var retention = period(properties, "consulSnapshotRetention", defaults.snapshotRetention());
        if (retention.compareTo(interval) < 0) {
            properties.invalid("consulSnapshotRetention", "no less than consulSnapshotInterval");
        }
        var upgrades = enabled(properties, AUTOMATIC_UPGRADES, "disabled");
        var upkeep = upkeep(properties, upgrades);
        return ClusterSpec.newBuilder()
                .setLocation(location(request, properties))
                .setDatacenter(datacenter(scope, application, properties))
                .setConsulVersion(properties.satisfying(
                        "consulInitialVersion", defaults.consulVersion(), versions::offers, versions.rule()))
                .setServers(mode.equals("DEVELOPMENT") ? 1 : servers)
                .setMode(mode)
                .setVnetCidr(properties.satisfying(
                        "consulVnetCidr", defaults.vnetCidr(), PrivateNetwork::accepts, PrivateNetwork.RULE))
                .setExternalEndpoint(enabled(properties, "consulExternalEndpoint", "disabled"))
                .setConnect(enabled(properties, "consulConnect", "enabled"))
                .setAutomaticUpgrades(upkeep != null && !upkeep.getPolicy().equals(UpkeepFields.MANUAL))
                .setSnapshotInterval(interval.toString())
                .setSnapshotRetention(retention.toString())
                .setEmail(properties.matching("email", "", EMAIL, "an e-mail address"))
                .setManagedApplicationId(application)
                .setSourceChannel(properties.matching(
                        "sourceChannel", "", CHANNEL, "up to 64 letters, digits, spaces and ._/()+-"))
                .setResourceUsageId("")
                .setPlan("")
                .setTags(tags(request))
                .setUpkeep(upkeep)
                .build();
    }

    /** Null: the cluster does not upgrade itself, and nothing was said of when it would. */
    private static @Nullable Upkeep upkeep(Fields properties, boolean upgrades) {
        if (!upgrades && !UpkeepFields.anyIn(properties)) {
            return null;
        }
        var usual = UpkeepFields.DEFAULT;
        var fallback = upgrades ? UpkeepFields.POINT : UpkeepFields.MANUAL;
        var upkeep = UpkeepFields.read(
                properties, new Upkeep(fallback, usual.getDays(), usual.getStartMinute(), usual.getMinutes()));
        boolean manual = upkeep.getPolicy().equals(UpkeepFields.MANUAL);
        if (properties.has(AUTOMATIC_UPGRADES) && upgrades == manual) {
            properties.invalid(
                    UpkeepFields.POLICY,
                    upgrades
                            ? "POINT or MAJOR beside consulAutomaticUpgrades enabled"
                            : "MANUAL beside consulAutomaticUpgrades disabled");
        }
        return upkeep;
    }

    private static void refuseTheAuditLog(Fields properties) {
        var audited = properties.oneOf("auditLoggingEnabled", "FALSE", List.of("FALSE", "TRUE"));
        if (audited.equals("TRUE")) {
            notAtCreation(properties, "auditLoggingEnabled");
        }
        if (properties.text("auditLogStorageContainerURL").isPresent()) {
            notAtCreation(properties, "auditLogStorageContainerURL");
        }
    }

    /** The identity that needs the right to write there does not exist before the cluster. */
    private static void notAtCreation(Fields properties, String name) {
        properties.problem(
                "NotSupported",
                name,
                "The audit log is turned on by the action update once the cluster runs; leave the property out.");
    }

    private static int servers(Fields properties) {
        var mode = properties.text("consulClusterMode").orElse("");
        var found = properties.digits("consulNumServers").orElse(mode.equals("DEVELOPMENT") ? "1" : "3");
        if (!SERVERS.contains(found)) {
            properties.invalid("consulNumServers", "one of 1, 3, 5");
            return 3;
        }
        return Integer.parseInt(found);
    }

    private String location(Fields request, Fields properties) {
        var inBody = request.text("location").map(SpecReader::plain);
        var found = properties
                .text("location")
                .map(SpecReader::plain)
                .or(() -> inBody)
                .orElse("");
        if (!defaults.locations().contains(found)) {
            properties.invalid("location", "one of " + String.join(", ", defaults.locations()));
        }
        if (inBody.isPresent() && !inBody.get().equals(found)) {
            request.invalid("location", "the same region as in properties.location");
        }
        return found;
    }

    /** RPC-009: "West US 2" is westus2. */
    private static String plain(String location) {
        return location.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    }

    /** Consul's datacenters are lower case; the name of the managed application stands in for a missing one. */
    private static String datacenter(Scope scope, String application, Fields properties) {
        var fallback = ApplicationId.name(application).orElse(scope.getClusterName());
        var found = properties.text("consulDatacenter").orElse(fallback);
        if (!DATACENTER.matcher(found).matches()) {
            properties.invalid(
                    "consulDatacenter", "3 to 36 letters, digits and hyphens (default: the application's name)");
        }
        return found.toLowerCase(Locale.ROOT);
    }

    private static boolean enabled(Fields properties, String name, String fallback) {
        return properties.oneOf(name, fallback, SWITCH).equals("enabled");
    }

    private static Duration period(Fields properties, String name, String fallback) {
        var found = properties.satisfying(name, fallback, text -> period(text).isPresent(), PERIOD_RULE);
        return Period.parse(found).orElseThrow();
    }

    private static Optional<Duration> period(String text) {
        return Period.parse(text).filter(period -> period.compareTo(LONGEST) <= 0);
    }

    private static SortedMap<String, String> tags(Fields request) {
        var members = request.object("tags");
        var tags = members.strings();
        Tags.check(tags, members);
        return tags;
    }
}
