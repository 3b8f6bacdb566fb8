package io.proconsul.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Method;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in, the answer is an ARM error that names what is wrong, and no command is written. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
class HostileRequestsTest {

    private static final String GROUP = "/subscriptions/" + Samples.SUBSCRIPTION
            + "/resourceGroups/rg/providers/Microsoft.CustomProviders/resourceProviders/public";
    private static final String CLUSTERS = GROUP + "/consulClusters/";
    private static final String JSON = "application/json";

    @Inject
    InMemoryKafka kafka;

    @TestHTTPResource(value = "/health/ready", management = true)
    @SuppressWarnings("NullAway.Init")
    URL ready;

    /** @param target of the error, or of one of its details; null if there need not be one */
    record Hostile(
            String name,
            Method method,
            String path,
            String type,
            String body,
            int status,
            @Nullable String target) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Hostile> requests() {
        var all = new ArrayList<Hostile>();
        all.addAll(wrongProperties());
        all.addAll(wrongBodies());
        all.addAll(wrongPaths());
        all.addAll(wrongActions());
        return all.stream();
    }

    private static List<Hostile> wrongProperties() {
        return List.of(
                property("no location", "\"email\":\"a@b.c\"", "location"),
                property("unknown region", "\"location\":\"mars\"", "location"),
                property("location is a number", "\"location\":5", "location"),
                with("two servers", "\"consulNumServers\":\"2\"", "consulNumServers"),
                with("seven servers", "\"consulNumServers\":\"7\"", "consulNumServers"),
                with("no servers", "\"consulNumServers\":\"0\"", "consulNumServers"),
                with("negative servers", "\"consulNumServers\":\"-3\"", "consulNumServers"),
                with("servers as words", "\"consulNumServers\":\"three\"", "consulNumServers"),
                with("padded servers", "\"consulNumServers\":\"03\"", "consulNumServers"),
                with("servers in Arabic digits", "\"consulNumServers\":\"٣\"", "consulNumServers"),
                with("half a server", "\"consulNumServers\":1.5", "consulNumServers"),
                with("a list of servers", "\"consulNumServers\":[3]", "consulNumServers"),
                with("an overflowing number of servers", "\"consulNumServers\":4294967299", "consulNumServers"),
                with("unknown mode", "\"consulClusterMode\":\"STAGING\"", "consulClusterMode"),
                with("mode in lower case", "\"consulClusterMode\":\"production\"", "consulClusterMode"),
                with("mode as an ordinal", "\"consulClusterMode\":0", "consulClusterMode"),
                with("public network", "\"consulVnetCidr\":\"8.8.8.0/24\"", "consulVnetCidr"),
                with("shared address space", "\"consulVnetCidr\":\"100.64.0.0/16\"", "consulVnetCidr"),
                with("network too small", "\"consulVnetCidr\":\"10.0.0.0/29\"", "consulVnetCidr"),
                with("network too large", "\"consulVnetCidr\":\"10.0.0.0/8\"", "consulVnetCidr"),
                with("host bits", "\"consulVnetCidr\":\"10.0.0.5/24\"", "consulVnetCidr"),
                with("no prefix", "\"consulVnetCidr\":\"10.0.0.0\"", "consulVnetCidr"),
                with("IPv6", "\"consulVnetCidr\":\"fd00::/16\"", "consulVnetCidr"),
                with("octal address", "\"consulVnetCidr\":\"010.0.0.0/24\"", "consulVnetCidr"),
                with("a template for an address", "\"consulVnetCidr\":\"{{ GetAllInterfaces }}\"", "consulVnetCidr"),
                with("short datacenter", "\"consulDatacenter\":\"dc\"", "consulDatacenter"),
                with("datacenter with a dot", "\"consulDatacenter\":\"dc.one\"", "consulDatacenter"),
                with("datacenter with a template", "\"consulDatacenter\":\"dc{{x}}\"", "consulDatacenter"),
                with("datacenter with a line break", "\"consulDatacenter\":\"dc1\\nx\"", "consulDatacenter"),
                with("datacenter too long", "\"consulDatacenter\":\"" + "d".repeat(37) + "\"", "consulDatacenter"),
                with("datacenter with a homoglyph", "\"consulDatacenter\":\"dс1\"", "consulDatacenter"),
                with("version without v", "\"consulInitialVersion\":\"1.21.4\"", "consulInitialVersion"),
                with("version too old", "\"consulInitialVersion\":\"v1.9.5\"", "consulInitialVersion"),
                with("version with a path", "\"consulInitialVersion\":\"v1.21.4/../x\"", "consulInitialVersion"),
                with("switch that is no switch", "\"consulConnect\":\"yes\"", "consulConnect"),
                with("switch as a boolean", "\"consulExternalEndpoint\":true", "consulExternalEndpoint"),
                with("switch in upper case", "\"consulAutomaticUpgrades\":\"ENABLED\"", "consulAutomaticUpgrades"),
                with("interval of nothing", "\"consulSnapshotInterval\":\"0d\"", "consulSnapshotInterval"),
                with("interval in years", "\"consulSnapshotInterval\":\"1y\"", "consulSnapshotInterval"),
                with("interval without end", "\"consulSnapshotInterval\":\"9999m\"", "consulSnapshotInterval"),
                with("retention below interval", "\"consulSnapshotRetention\":\"1h\"", "consulSnapshotRetention"),
                with("no e-mail address", "\"email\":\"nobody\"", "email"),
                with("header injection by e-mail", "\"email\":\"a@b.c\\r\\nBcc: x\"", "email"),
                with("foreign application id", "\"managedAppId\":\"/subscriptions/x\"", "managedAppId"),
                with("application id as a URL", "\"managedAppId\":\"https://evil.example/x\"", "managedAppId"),
                with("channel with markup", "\"sourceChannel\":\"<script>\"", "sourceChannel"),
                with("federation", "\"federationToken\":\"eyJ.x.y\"", "federationToken"),
                with("audit logging", "\"auditLoggingEnabled\":\"TRUE\"", "auditLoggingEnabled"),
                with(
                        "audit logs to a URL",
                        "\"auditLogStorageContainerURL\":\"http://169.254.169.254/\"",
                        "auditLogStorageContainerURL"),
                with("unknown property", "\"colour\":\"red\"", "colour"),
                with("property in another case", "\"Location\":\"westus2\"", "Location"),
                with("prototype pollution", "\"__proto__\":{}", "__proto__"));
    }

    private static List<Hostile> wrongBodies() {
        var good = "{\"properties\":{\"location\":\"westus2\"}}";
        return List.of(
                body("nothing at all", "", "properties.location"),
                body("an array", "[]", "body"),
                body("a string", "\"x\"", "body"),
                body("null", "null", "body"),
                body("broken JSON", "{\"properties\":", "body"),
                body("single quotes", "{'properties':{}}", "body"),
                body("trailing comma", "{\"properties\":{},}", "body"),
                body("two documents", good + good, "body"),
                body("a name twice", "{\"properties\":{\"location\":\"westus2\",\"location\":\"eastus\"}}", "body"),
                body("deep nesting", "{\"properties\":" + "[".repeat(200) + "]".repeat(200) + "}", "body"),
                body("a number of a thousand digits", "{\"x\":" + "9".repeat(1000) + "}", "body"),
                body("not a number", "{\"x\":NaN}", "body"),
                body("YAML", "properties:\n  location: westus2", "body"),
                body("XML", "<properties/>", "body"),
                body("properties as a list", "{\"properties\":[]}", "properties"),
                body("properties as a string", "{\"properties\":\"x\"}", "properties"),
                body("unknown member", "{\"properties\":{\"location\":\"westus2\"},\"sku\":{}}", "sku"),
                body(
                        "contradicting regions",
                        "{\"location\":\"eastus\",\"properties\":{\"location\":\"westus2\"}}",
                        "location"),
                body("a reserved tag", tagged("proconsul-cluster", "x"), "tags.*"),
                body("a tag with a slash", tagged("a/b", "x"), "tags.*"),
                body("a tag too long", tagged("a", "x".repeat(257)), "tags.*"),
                body(
                        "a tag that is no string",
                        "{\"tags\":{\"a\":1},\"properties\":{\"location\":\"westus2\"}}",
                        "tags.a"),
                new Hostile(
                        "oversize",
                        Method.PUT,
                        CLUSTERS + "c-one",
                        JSON,
                        "{\"x\":\"" + "x".repeat(65536) + "\"}",
                        413,
                        "body"),
                new Hostile("plain text", Method.PUT, CLUSTERS + "c-one", "text/plain", good, 415, "Content-Type"),
                new Hostile(
                        "a form",
                        Method.PUT,
                        CLUSTERS + "c-one",
                        "application/x-www-form-urlencoded",
                        "a=b",
                        415,
                        "Content-Type"));
    }

    private static List<Hostile> wrongPaths() {
        var good = "{\"properties\":{\"location\":\"westus2\"}}";
        var path = CLUSTERS + "c-one";
        return List.of(
                name("capital letters", "Cluster"),
                name("short name", "ab"),
                name("long name", "a".repeat(37)),
                name("digit first", "1cluster"),
                name("hyphen last", "cluster-"),
                name("underscore", "my_cluster"),
                name("encoded space", "my%20cluster"),
                name("encoded line break", "my%0acluster"),
                name("encoded NUL", "my%00cluster"),
                name("doubly encoded slash", "a%252Fb"),
                name("a template", "%7B%7Bx%7D%7D"),
                name("a matrix parameter", "cluster;x=y"),
                put(
                        "subscription that is no GUID",
                        path.replace(Samples.SUBSCRIPTION, "mine"),
                        good,
                        400,
                        "subscriptionId"),
                put("group that ends with a dot", path.replace("/rg/", "/rg./"), good, 400, "resourceGroup"),
                put(
                        "group that is too long",
                        path.replace("/rg/", "/" + "r".repeat(91) + "/"),
                        good,
                        400,
                        "resourceGroup"),
                put("dot segments", path.replace("/rg/", "/%2e%2e/"), good, 400, "path"),
                put("unknown version", "/consulama/1999-01-01" + path, good, 400, "version"),
                put("malformed api-version", path + "?api-version=latest", good, 400, "api-version"),
                put("another provider", path.replace("CustomProviders", "Compute"), good, 404, null),
                put("another provider's instance", path.replace("/public/", "/private/"), good, 404, null),
                put("a path below the cluster", path + "/more", good, 404, null),
                put("nothing named", "/", good, 400, "X-MS-CustomProviders-RequestPath"),
                request("a method nobody serves", Method.PATCH, path, good, 405),
                request("a list that is posted", Method.POST, GROUP + "/consulClusters", good, 405),
                request("all clusters deleted at once", Method.DELETE, GROUP + "/consulClusters", "", 405));
    }

    private static List<Hostile> wrongActions() {
        return List.of(
                action("operation without id", "operation", "{}", 400, "operationId"),
                action("operation with a numeric id", "operation", "{\"operationId\":7}", 400, "operationId"),
                action("operation with more than an id", "operation", "{\"operationId\":\"x\",\"y\":1}", 400, "y"),
                action("operation of nobody", "operation", "{\"operationId\":\"x\"}", 404, null),
                action(
                        "operation handle that we never gave",
                        "operation",
                        "{\"operationId\":\"command.00000000-0000-0000-0000-000000000000.1.00000000-0000-0000-0000-000000000000\"}",
                        404,
                        null),
                action("configuration of nothing", "config", "{}", 404, null),
                action("broken configuration request", "config", "{", 400, "body"),
                action("token of nothing", "createToken", "{}", 404, null),
                action("broken token request", "createToken", "{", 400, "body"),
                action("a list for a token", "createToken", "[]", 400, "body"),
                action("a token with a name twice", "createToken", "{\"a\":1,\"a\":2}", 400, "body"),
                action("a token request nested deep", "createToken", "{\"a\":" + "[".repeat(200), 400, "body"),
                action("oversize token request", "createToken", "{\"x\":\"" + "x".repeat(65536) + "\"}", 413, "body"),
                new Hostile(
                        "a token as a form",
                        Method.POST,
                        GROUP + "/createToken",
                        "text/plain",
                        "{}",
                        415,
                        "Content-Type"),
                request("a token below the action", Method.POST, GROUP + "/createToken/x", "{}", 404),
                action("an action nobody offers", "format", "{}", 404, null));
    }

    @BeforeEach
    void begin() {
        kafka.reset();
        await().untilAsserted(() -> given().get(ready).then().statusCode(200));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void isRefused(Hostile hostile) {
        var response = given().urlEncodingEnabled(false)
                .header("Content-Type", hostile.type())
                .header("Authorization", "Bearer " + Tokens.administrator())
                .body(hostile.body())
                .request(hostile.method(), hostile.path());

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(hostile.status());
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(response.header("x-ms-request-id")).isNotEmpty();
        var error = response.jsonPath();
        assertThat(error.getMap("").keySet()).hasToString("[error]");
        assertThat(error.getString("error.code")).matches("[A-Z][A-Za-z]+");
        assertThat(error.getString("error.message"))
                .isNotEmpty()
                .doesNotContain("Exception", "io.proconsul", "com.fasterxml");
        if (hostile.target() != null) {
            var targets = new ArrayList<@Nullable String>(List.of(hostile.target()));
            targets.retainAll(
                    targets(error.getString("error.target"), error.getList("error.details.target", String.class)));
            assertThat(targets).as(response.asString()).containsExactly(hostile.target());
        }
        assertThat(kafka.commands()).isEmpty();
    }

    private static List<@Nullable String> targets(@Nullable String target, @Nullable List<String> details) {
        var all = new ArrayList<@Nullable String>();
        all.add(target);
        if (details != null) {
            all.addAll(details);
        }
        return all;
    }

    private static Hostile property(String name, String properties, String target) {
        return body(name, "{\"properties\":{" + properties + "}}", "properties." + target);
    }

    private static Hostile with(String name, String property, String target) {
        return property(name, "\"location\":\"westus2\"," + property, target);
    }

    private static Hostile body(String name, String body, String target) {
        return put(name, CLUSTERS + "c-one", body, 400, target);
    }

    private static Hostile name(String name, String cluster) {
        return put(name, CLUSTERS + cluster, "{\"properties\":{\"location\":\"westus2\"}}", 400, "name");
    }

    private static Hostile action(String name, String action, String body, int status, @Nullable String target) {
        return new Hostile(name, Method.POST, GROUP + "/" + action, JSON, body, status, target);
    }

    private static Hostile put(String name, String path, String body, int status, @Nullable String target) {
        return new Hostile(name, Method.PUT, path, JSON, body, status, target);
    }

    private static Hostile request(String name, Method method, String path, String body, int status) {
        return new Hostile(name, method, path, JSON, body, status, null);
    }

    private static String tagged(String name, String value) {
        return "{\"tags\":{\"" + name + "\":\"" + value + "\"},\"properties\":{\"location\":\"westus2\"}}";
    }
}
