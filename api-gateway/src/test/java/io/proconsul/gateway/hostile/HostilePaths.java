package io.proconsul.gateway.hostile;

import static io.proconsul.gateway.hostile.Hostile.CLUSTER;
import static io.proconsul.gateway.hostile.Hostile.CLUSTERS;
import static io.proconsul.gateway.hostile.Hostile.GOOD;
import static io.proconsul.gateway.hostile.Hostile.GROUP;
import static io.proconsul.gateway.hostile.Hostile.SUBSCRIPTION;
import static io.proconsul.gateway.hostile.Hostile.get;
import static io.proconsul.gateway.hostile.Hostile.put;
import static io.proconsul.gateway.hostile.Hostile.sent;

import java.util.List;

/** Names that are none, paths that climb or hide where they lead, methods and queries that nobody offers. */
final class HostilePaths {

    private HostilePaths() {}

    static List<Hostile> rows() {
        return List.of(
                name("capital letters", "Cluster"),
                name("short name", "ab"),
                name("long name", "a".repeat(37)),
                name("very long name", "a".repeat(3000)),
                name("digit first", "1cluster"),
                name("hyphen first", "-cluster"),
                name("hyphen last", "cluster-"),
                name("underscore", "my_cluster"),
                name("dot", "my.cluster"),
                name("encoded space", "my%20cluster"),
                name("encoded line break", "my%0acluster"),
                name("encoded carriage return", "my%0d%0aSet-Cookie:x=y"),
                name("encoded NUL", "my%00cluster"),
                path("name with an encoded percent", CLUSTERS + "/my%25cluster"),
                path("name with a doubly encoded slash", CLUSTERS + "/a%252Fb"),
                path("name of doubly encoded dots", CLUSTERS + "/%252e%252e"),
                name("encoded backslash", "..%5c..%5cetc"),
                name("letters beyond ASCII", "cl%C3%BCster"),
                name("a homoglyph", "%D1%81luster"),
                name("a template", "%7B%7Bx%7D%7D"),
                name("an expression", "$%7Bjndi:ldap:%2F"),
                name("SQL", "c'%20or%20'1'='1"),
                name("a shell", "c;reboot"),
                name("a matrix parameter", "cluster;x=y"),
                name("a fragment", "cluster%23x"),
                name("an encoded question", "cluster%3Fx=y"),
                name("a wildcard", "*"),
                put("subscription that is no GUID", CLUSTER.replace(SUBSCRIPTION, "mine"), GOOD)
                        .name("subscriptionId"),
                put("subscription in braces", CLUSTER.replace(SUBSCRIPTION, "%7B" + SUBSCRIPTION + "%7D"), GOOD)
                        .name("subscriptionId"),
                put("subscription with more behind", CLUSTER.replace(SUBSCRIPTION, SUBSCRIPTION + "%00"), GOOD)
                        .name("subscriptionId"),
                group("group that ends with a dot", "rg."),
                group("group of dots", "..."),
                group("group that is too long", "r".repeat(91)),
                group("group with a space", "r%20g"),
                group("group with a line break", "r%0ag"),
                group("group with markup", "%3Crg%3E"),
                group("group with an ampersand", "r&g"),
                group("group for a shell", "$(id)"),
                path("dot segments", CLUSTER.replace("/rg/", "/../")),
                path("one dot", CLUSTER.replace("/rg/", "/./")),
                path("encoded dot segments", CLUSTER.replace("/rg/", "/%2e%2e/")),
                path("half encoded dot segments", CLUSTER.replace("/rg/", "/.%2E/")),
                path("dot segments at the end", CLUSTERS + "/c-one/.."),
                path("dot segments behind encoded slashes", CLUSTERS + "/a%2F..%2Fb"),
                put("unknown version", "/consulama/1999-01-01" + CLUSTER, GOOD).version(),
                put("version without date", "/consulama/latest" + CLUSTER, GOOD).version(),
                put("version with a path", "/consulama/2021-04-23%2F.." + CLUSTER, GOOD)
                        .path(),
                put("version twice", "/consulama/2021-04-23/consulama/2021-04-23" + CLUSTER, GOOD)
                        .nowhere(),
                query("malformed api-version", "api-version=latest").apiVersion(),
                query("empty api-version", "api-version=").apiVersion(),
                query("api-version with SQL", "api-version=2018-09-01'--").apiVersion(),
                query("a page of nothing", "$top=0").of("InvalidParameter", "$top"),
                query("a page of less", "$top=-5").of("InvalidParameter", "$top"),
                query("a page of everything", "$top=all").of("InvalidParameter", "$top"),
                query("a page beyond numbers", "$top=99999999999").of("InvalidParameter", "$top"),
                query("a continuation of nothing", "$skipToken=x").of("InvalidSkipToken", "$skipToken"),
                query("a continuation made up", "$skipToken=61." + "0".repeat(64))
                        .of("InvalidSkipToken", "$skipToken"),
                query("a continuation with a path", "$skipToken=..%2f..%2f").of("InvalidSkipToken", "$skipToken"),
                query("an endless continuation", "$skipToken=" + "6".repeat(3000))
                        .of("InvalidSkipToken", "$skipToken"),
                put("another provider", CLUSTER.replace("CustomProviders", "Compute"), GOOD)
                        .nowhere(),
                put("another provider's instance", CLUSTER.replace("/public/", "/private/"), GOOD)
                        .nowhere(),
                put("another type", CLUSTER.replace("consulClusters", "vaultClusters"), GOOD)
                        .nowhere(),
                put("a path below the cluster", CLUSTER + "/more", GOOD).nowhere(),
                put("a path without end", CLUSTER + "/a".repeat(500), GOOD).nowhere(),
                put("nothing named", "/", GOOD).unnamed(),
                put("nothing but slashes", "//%2F//", GOOD).unnamed(),
                get("a secret file", "/.git/config").nowhere(),
                get("a secret file of old", "/WEB-INF/web.xml").nowhere(),
                get("health where it is not", "/q/health/ready").nowhere(),
                get("metrics where they are not", "/q/metrics").nowhere(),
                get("the description where it is not", "/q/openapi").nowhere(),
                get("a console", "/q/dev-ui").nowhere(),
                get("an action got", GROUP + "/operation").nowhere(),
                get("a cluster of nobody", CLUSTER).is(404, "ResourceNotFound", null),
                sent("POST", "a list that is posted", CLUSTERS, GOOD).refusedMethod(),
                sent("PUT", "a list that is put", CLUSTERS, GOOD).refusedMethod(),
                sent("DELETE", "all clusters deleted at once", CLUSTERS, "").refusedMethod(),
                sent("PATCH", "a method nobody serves", CLUSTER, GOOD).refusedMethod(),
                sent("TRACE", "a method that tells", CLUSTER, "").refusedMethod(),
                sent("PROPFIND", "a method of others", CLUSTER, "").refusedMethod(),
                sent("XYZZY", "a method of nobody", CLUSTER, "").refusedMethod(),
                sent("put", "a method in lower case", CLUSTER, GOOD).refusedMethod());
    }

    private static Hostile name(String name, String cluster) {
        return put("name: " + name, CLUSTERS + "/" + cluster, GOOD).name("name");
    }

    private static Hostile group(String name, String group) {
        return put(name, CLUSTER.replace("/rg/", "/" + group + "/"), GOOD).name("resourceGroup");
    }

    private static Hostile path(String name, String path) {
        return put(name, path, GOOD).path();
    }

    private static Hostile query(String name, String query) {
        return get(name, CLUSTERS + "?" + query);
    }
}
