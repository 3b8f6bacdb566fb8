package io.proconsul.gateway.hostile;

import static io.proconsul.gateway.hostile.Hostile.CLUSTER;
import static io.proconsul.gateway.hostile.Hostile.GOOD;
import static io.proconsul.gateway.hostile.Hostile.GROUP;
import static io.proconsul.gateway.hostile.Hostile.act;
import static io.proconsul.gateway.hostile.Hostile.put;
import static io.proconsul.gateway.hostile.Hostile.sent;

import io.proconsul.gateway.GatewayProfile;
import java.util.List;

/** Actions on what is not there or not named, and notifications that Azure would not send. */
final class HostileActions {

    private static final String HANDLE = "command.00000000-0000-0000-0000-000000000000.1.";

    private static final String APPLICATION = "/subscriptions/" + Hostile.SUBSCRIPTION
            + "/resourceGroups/rg/providers/Microsoft.Solutions/applications/app";

    private static final String NETWORK = "/subscriptions/" + Hostile.SUBSCRIPTION
            + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub";

    private HostileActions() {}

    static List<Hostile> rows() {
        return List.of(
                act("operation without id", "operation", "{}").invalid("operationId"),
                act("operation with a numeric id", "operation", "{'operationId':7}")
                        .invalid("operationId"),
                act("operation with a list of ids", "operation", "{'operationId':['x']}")
                        .invalid("operationId"),
                act("operation with more than an id", "operation", "{'operationId':'x','y':1}")
                        .unknown("y"),
                operation("of nobody", "x"),
                operation("handle that we never gave", HANDLE + "00000000-0000-0000-0000-000000000000"),
                operation("handle of many digits", HANDLE.replace(".1.", ".999999999999999999999.") + "0"),
                operation("handle with a path", "../../operations/x"),
                operation("of all", "*"),
                operation("of a megabyte, nearly", "x".repeat(60_000)),
                act("configuration of nothing", "config", "{}").nothingThere(),
                act("broken configuration request", "config", "{").unreadable(),
                act("token of nothing", "createToken", "{}").nothingThere(),
                act("broken token request", "createToken", "{").unreadable(),
                act("a list for a token", "createToken", "[]").unreadable(),
                act("a token with a name twice", "createToken", "{'a':1,'a':2}").unreadable(),
                act("a token request nested deep", "createToken", "{'a':" + "[".repeat(200))
                        .unreadable(),
                act("oversize token request", "createToken", "{'x':'" + "x".repeat(65536) + "'}")
                        .tooLarge(),
                act("a token as plain text", "createToken", "{}").typed("text/plain"),
                sent("POST", "a token below the action", GROUP + "/createToken/x", "{}")
                        .nowhere(),
                sent("GET", "a token got", GROUP + "/createToken", "").nowhere(),
                act("an action nobody offers", "format", "{}").nowhere(),
                act("an action of the inside", ".internal", "{}").nowhere(),
                act("snapshot of nothing", "createSnapshot", "{'name':'n'}").nothingThere(),
                act("snapshot without name", "createSnapshot", "{}").invalid("name"),
                act("snapshot of a number", "createSnapshot", "{'name':7}").invalid("name"),
                act("snapshot with a line break", "createSnapshot", "{'name':'a\\nb'}")
                        .invalid("name"),
                act("snapshot with a C1 control", "createSnapshot", "{'name':'a\\u0085b'}")
                        .invalid("name"),
                act("snapshot that turns round", "createSnapshot", "{'name':'a\\u202ecod.exe'}")
                        .invalid("name"),
                act("snapshot with half a character", "createSnapshot", "{'name':'\\ud83d'}")
                        .invalid("name"),
                act("snapshot of several lines", "createSnapshot", "{'name':'a\\u2029b'}")
                        .invalid("name"),
                act("a long-named snapshot", "createSnapshot", "{'name':'" + "n".repeat(129) + "'}")
                        .invalid("name"),
                act("snapshot of a kind", "createSnapshot", "{'name':'a','kind':'FINAL'}")
                        .unknown("kind"),
                act("one snapshot without id", "getSnapshot", "{}").invalid("snapshotId"),
                one("a path", "'../x'"),
                one("a URL", "'http://169.254.169.254/'"),
                one("a query", "{'$ne':null}"),
                act("deletion of every snapshot", "deleteSnapshot", "{'snapshotId':'*'}")
                        .invalid("snapshotId"),
                act("deletion with SQL", "deleteSnapshot", "{'snapshotId':'x; drop'}")
                        .invalid("snapshotId"),
                restored("for true", "true"),
                restored("perhaps", "'maybe'"),
                act("list of nothing", "listSnapshots", "{}").nothingThere(),
                act("peering with nothing", "createPeering", "{}").invalid("remoteVirtualNetworkId"),
                act("peering with a number", "createPeering", "{'remoteVirtualNetworkId':7}")
                        .invalid("remoteVirtualNetworkId"),
                act("peering with many", "createPeering", "{'remoteVirtualNetworkId':['" + NETWORK + "']}")
                        .invalid("remoteVirtualNetworkId"),
                act("peering that may pass on", "createPeering", network(NETWORK) + ",'allowForwardedTraffic':true}")
                        .unknown("allowForwardedTraffic"),
                peering("of nothing", NETWORK).nothingThere(),
                peering("with a page", "https://evil.example" + NETWORK).invalid("remoteVirtualNetworkId"),
                peering("with metadata", "http://169.254.169.254/metadata/instance")
                        .invalid("remoteVirtualNetworkId"),
                peering("with another host", "//evil.example" + NETWORK).invalid("remoteVirtualNetworkId"),
                peering("that climbs", NETWORK + "/../../x").invalid("remoteVirtualNetworkId"),
                peering("in a group that climbs", NETWORK.replace("/rg/", "/../"))
                        .invalid("remoteVirtualNetworkId"),
                peering("with a network that climbs", NETWORK.replace("/hub", "/.."))
                        .invalid("remoteVirtualNetworkId"),
                peering("with a subnet", NETWORK + "/subnets/servers").invalid("remoteVirtualNetworkId"),
                peering("with an application", APPLICATION).invalid("remoteVirtualNetworkId"),
                peering("with a query", NETWORK + "?api-version=2024-05-01").invalid("remoteVirtualNetworkId"),
                peering("with a fragment", NETWORK + "#x").invalid("remoteVirtualNetworkId"),
                peering("with encoded slashes", NETWORK.replace("/", "%2F")).invalid("remoteVirtualNetworkId"),
                peering("with a line break", NETWORK + "\\nx").invalid("remoteVirtualNetworkId"),
                peering("with a space at its end", NETWORK + " ").invalid("remoteVirtualNetworkId"),
                peering("with letters that look like others", NETWORK.replace("hub", "h\\u0443b"))
                        .invalid("remoteVirtualNetworkId"),
                peering("with no subscription", NETWORK.replace(Hostile.SUBSCRIPTION, "x"))
                        .invalid("remoteVirtualNetworkId"),
                peering("with a long name", NETWORK + "b".repeat(60_000)).invalid("remoteVirtualNetworkId"),
                act("one peering without id", "getPeering", "{}").invalid("peeringId"),
                act("one peering by a path", "getPeering", "{'peeringId':'../x'}")
                        .invalid("peeringId"),
                act("one peering by a query", "getPeering", "{'peeringId':{'$ne':null}}")
                        .invalid("peeringId"),
                act("deletion of every peering", "deletePeering", "{'peeringId':'*'}")
                        .invalid("peeringId"),
                act("deletion of a network", "deletePeering", "{'peeringId':'" + NETWORK + "'}")
                        .invalid("peeringId"),
                act("list of peerings with nothing", "listPeerings", "{}").nothingThere(),
                act("versions of nothing", "listConsulUpgradeVersions", "{}").nothingThere(),
                act("growth of nothing", "update", "{'update':{'consulNumServers':'5'}}")
                        .nothingThere(),
                act("upkeep of nothing", "update", "{'update':{'consulUpgradePolicy':'POINT'}}")
                        .nothingThere(),
                act("growth nested deep", "update", "{'update':" + "[".repeat(200))
                        .unreadable(),
                act("bill of nothing", "billingInfo", "{}").nothingThere(),
                act("bill of no month", "billingReport", "{'month':'2020-07'}").invalid("month"),
                act("bill of the future", "billingReport", "{'month':'9999/12'}")
                        .invalid("month"),
                act("bill of a thirteenth month", "billingReport", "{'month':'2026/13'}")
                        .invalid("month"),
                put("a cluster as plain text", CLUSTER, GOOD).typed("text/plain"),
                put("a cluster as a form", CLUSTER, "a=b").typed("application/x-www-form-urlencoded"),
                put("a cluster in parts", CLUSTER, "--x--").typed("multipart/form-data; boundary=x"),
                put("a cluster as XML", CLUSTER, "<x/>").typed("application/xml"),
                put("a cluster of another type in JSON's clothes", CLUSTER, GOOD)
                        .typed("application/json-patch+json"),
                forged("without sig", ""),
                forged("with an empty sig", "?sig="),
                forged("with a wrong sig", "?sig=pl4nted-s3cret"),
                forged("with most of a sig", "?sig=" + GatewayProfile.SIG.substring(1)),
                forged("with both sigs at once", "?sig=" + GatewayProfile.SIG + "," + GatewayProfile.NEXT_SIG),
                forged("with a wrong sig before the right one", "?sig=x&sig=" + GatewayProfile.SIG),
                forged("with the code for a sig", "?sig=" + GatewayProfile.CODE),
                signed("of nothing", "{}"),
                signed("of a number", "{'applicationId':7}"),
                signed("of somebody's page", application("https://evil.example/x")),
                signed("of metadata", application("http://169.254.169.254/")),
                signed("that climbs", application("/subscriptions/../resourceGroups/rg")),
                signed("of a cluster", application(CLUSTER)),
                signed("of an application and more", application(APPLICATION + "/../../x")),
                note("of a list", "?sig=" + GatewayProfile.SIG, "[]").unreadable(),
                note("that is broken", "?sig=" + GatewayProfile.SIG, "{").unreadable());
    }

    private static Hostile operation(String name, String id) {
        return act("operation " + name, "operation", "{'operationId':'" + id + "'}")
                .nothingThere();
    }

    private static Hostile one(String name, String id) {
        return act("one snapshot by " + name, "getSnapshot", "{'snapshotId':" + id + "}")
                .invalid("snapshotId");
    }

    private static Hostile peering(String name, String id) {
        return act("peering " + name, "createPeering", network(id) + "}");
    }

    private static String network(String id) {
        return "{'remoteVirtualNetworkId':'" + id + "'";
    }

    private static Hostile restored(String name, String takeSnapshot) {
        var body = "{'snapshotId':'x','takeSnapshot':" + takeSnapshot + "}";
        return act("restore with another " + name, "restoreSnapshot", body).invalid("takeSnapshot");
    }

    private static Hostile forged(String name, String query) {
        return note(name, query, application(APPLICATION)).is(401, "AuthenticationFailed", "sig");
    }

    private static Hostile note(String name, String query, String body) {
        return sent("POST", "notification " + name, "/consulama/2021-04-23/notifications/resource" + query, body)
                .without("Authorization");
    }

    private static Hostile signed(String name, String body) {
        return note(name, "?sig=" + GatewayProfile.SIG, body).invalid("applicationId");
    }

    private static String application(String id) {
        return "{'eventType':'DELETE','provisioningState':'Deleted','applicationId':'" + id + "','eventTime':'x'}";
    }
}
