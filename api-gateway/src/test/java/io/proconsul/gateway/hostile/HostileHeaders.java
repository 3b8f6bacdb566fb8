package io.proconsul.gateway.hostile;

import static io.proconsul.gateway.hostile.Hostile.CLUSTER;
import static io.proconsul.gateway.hostile.Hostile.CLUSTERS;
import static io.proconsul.gateway.hostile.Hostile.GOOD;
import static io.proconsul.gateway.hostile.Hostile.GROUP;
import static io.proconsul.gateway.hostile.Hostile.get;
import static io.proconsul.gateway.hostile.Hostile.put;

import io.proconsul.gateway.GatewayProfile;
import java.util.List;

/** Headers by which somebody would be somebody else, be elsewhere, or mean something else. */
final class HostileHeaders {

    private HostileHeaders() {}

    static List<Hostile> rows() {
        return List.of(
                nobody("Azure by its word", "X-MS-Client-Principal-Name: root@example.com"),
                nobody("an object of Azure's", "x-ms-client-object-id: 33333333-3333-4333-8333-333333333333"),
                nobody("a tenant of Azure's", "x-ms-home-tenant-id: 11111111-1111-4111-8111-111111111111"),
                nobody("a principal of App Service", "X-MS-CLIENT-PRINCIPAL: eyJ4IjoxfQ=="),
                nobody("a certificate of App Service", "X-ARR-ClientCert: MIIB"),
                nobody("a certificate of a proxy", "X-Forwarded-Client-Cert: Hash=00;Subject=\"CN=azure\""),
                nobody("a certificate of nginx", "ssl-client-cert: MIIB"),
                nobody("a certificate by RFC 9440", "Client-Cert: :MIIB:"),
                nobody("the machine itself", "X-Forwarded-For: 127.0.0.1"),
                nobody("the machine itself by RFC 7239", "Forwarded: for=127.0.0.1;proto=https"),
                nobody("a real address", "X-Real-IP: 127.0.0.1"),
                nobody("the code in a header", "x-functions-key: " + GatewayProfile.CODE),
                nobody("a token in a cookie", "Cookie: access_token=pl4nted-s3cret"),
                nobody("a token for the proxy", "Proxy-Authorization: Bearer pl4nted-s3cret"),
                nobody("a token elsewhere", "X-Authorization: Bearer pl4nted-s3cret"),
                nobody("a user by his word", "X-Remote-User: root"),
                get("the address of another", GROUP)
                        .with("X-Original-URL: " + CLUSTERS)
                        .nowhere(),
                get("the address of another proxy", GROUP)
                        .with("X-Rewrite-URL: " + CLUSTERS)
                        .nowhere(),
                get("another host", CLUSTER).with("Host: evil.example").nothingThere(),
                get("a host that is none", CLUSTER).with("Host: a b/c?d#e").is(400, "BadRequest", null),
                get("another forwarded host", CLUSTER)
                        .with("X-Forwarded-Host: evil.example")
                        .nothingThere(),
                get("another prefix", CLUSTER)
                        .with("X-Forwarded-Prefix: /q/metrics")
                        .nothingThere(),
                get("another method", CLUSTER)
                        .with("X-HTTP-Method-Override: DELETE")
                        .nothingThere(),
                get("another method by another name", CLUSTER)
                        .with("X-HTTP-Method: PUT")
                        .nothingThere(),
                proxied("the path of the proxy is ours", "/q/metrics").nowhere(),
                proxied("the path of the proxy climbs", CLUSTER.replace("/rg/", "/../"))
                        .path(),
                proxied("the path of the proxy climbs in code", CLUSTER.replace("/rg/", "/%2e%2E/"))
                        .path(),
                proxied("the path of the proxy is a URL", "http://169.254.169.254/metadata")
                        .nowhere(),
                proxied("the path of the proxy is empty", "").unnamed(),
                proxied("the path of the proxy is slashes", "///").unnamed(),
                condition("a tag without quotes", "If-Match: 7").header("If-Match"),
                condition("a tag half quoted", "If-Match: \"7").header("If-Match"),
                condition("two tags without a comma", "If-Match: \"7\" \"8\"").header("If-Match"),
                condition("a thousand tags", "If-Match: " + "\"1\",".repeat(1000) + "\"2\"")
                        .header("If-Match"),
                condition("a tag of a thousand characters", "If-Match: \"" + "1".repeat(1000) + "\"")
                        .header("If-Match"),
                condition("a tag that is not to be", "If-None-Match: \"7\"").header("If-None-Match"),
                condition("both conditions", "If-Match: *")
                        .with("If-None-Match: *")
                        .header("If-None-Match"),
                get("an answer in HTML", CLUSTER).with("Accept: text/html").is(406, "NotAcceptable", "Accept"),
                get("an answer in no type", CLUSTER).with("Accept: x/y;q=0").is(406, "NotAcceptable", "Accept"),
                put("a length beyond all", CLUSTER, GOOD)
                        .with("Content-Length: 99999999")
                        .tooLarge(),
                put("a length just beyond", CLUSTER, GOOD)
                        .with("Content-Length: 65537")
                        .tooLarge());
    }

    private static Hostile nobody(String name, String header) {
        return put("to be " + name, CLUSTER, GOOD)
                .without("Authorization")
                .with(header)
                .unknown();
    }

    private static Hostile proxied(String name, String path) {
        return get(name, "/consulama/2021-04-23/").with("X-MS-CustomProviders-RequestPath: " + path);
    }

    private static Hostile condition(String name, String header) {
        return put(name, CLUSTER, GOOD).with(header);
    }
}
