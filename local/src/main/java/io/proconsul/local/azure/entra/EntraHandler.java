package io.proconsul.local.azure.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Handler;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The token endpoint (client credentials), OpenID discovery and the signing keys. */
public final class EntraHandler implements Handler {
    private static final String DEFAULT_SCOPE = "/.default";

    private final Directory directory;
    private final Tokens tokens;

    public EntraHandler(Directory directory, Tokens tokens) {
        this.directory = directory;
        this.tokens = tokens;
    }

    /** The issuer of the tenant's tokens, given where Entra is reached. */
    public static String issuer(String host, String tenantId) {
        return "https://" + host + "/" + tenantId + "/v2.0";
    }

    @Override
    public Response handle(Request request) {
        var path = request.path();
        if (path.endsWith("/oauth2/v2.0/token") && request.method().equals("POST")) {
            return token(request);
        }
        if (path.endsWith("/.well-known/openid-configuration")) {
            return Response.json(200, discovery(host(request)).toString());
        }
        if (path.endsWith("/discovery/v2.0/keys")) {
            return Response.json(200, tokens.keys());
        }
        if (path.endsWith("/discovery/instance")) {
            return Response.json(200, instance(host(request)).toString());
        }
        return refusal(404, "not_found", "No such Entra endpoint: " + request.method() + " " + path);
    }

    @Override
    public Response refusal(int status, String code, String message) {
        var body = JsonNodeFactory.instance.objectNode().put("error", code).put("error_description", message);
        return Response.json(status, body.toString());
    }

    private Response token(Request request) {
        var form = form(request.body().text());
        if (!form.getOrDefault("grant_type", "").equals("client_credentials")) {
            return refusal(400, "unsupported_grant_type", "AADSTS70003: Only client_credentials is supported here.");
        }
        var scope = Arrays.stream(form.getOrDefault("scope", "").split(" ", -1))
                .filter(name -> name.endsWith(DEFAULT_SCOPE))
                .findFirst();
        if (scope.isEmpty()) {
            return refusal(400, "invalid_scope", "AADSTS1002012: One of the scopes must end with /.default.");
        }
        var clientId = form.getOrDefault("client_id", "");
        var principal = directory.logIn(clientId, form.getOrDefault("client_secret", ""));
        if (principal.isEmpty()) {
            return refusal(
                    401, "invalid_client", "AADSTS7000215: Invalid client secret provided for app '" + clientId + "'.");
        }
        var audience = scope.get().substring(0, scope.get().length() - DEFAULT_SCOPE.length());
        var token = tokens.issue(principal.get(), audience, issuer(host(request), directory.tenantId()));
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("token_type", "Bearer")
                .put("expires_in", Tokens.LIFETIME.toSeconds())
                .put("ext_expires_in", Tokens.LIFETIME.toSeconds())
                .put("access_token", token);
        return Response.json(200, body.toString()).calledBy(principal.get().name());
    }

    private ObjectNode discovery(String host) {
        var base = "https://" + host + "/" + directory.tenantId();
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("issuer", issuer(host, directory.tenantId()))
                .put("token_endpoint", base + "/oauth2/v2.0/token")
                .put("authorization_endpoint", base + "/oauth2/v2.0/authorize")
                .put("jwks_uri", base + "/discovery/v2.0/keys");
        body.putArray("response_types_supported").add("code").add("id_token");
        body.putArray("subject_types_supported").add("pairwise");
        body.putArray("id_token_signing_alg_values_supported").add("RS256");
        return body;
    }

    private ObjectNode instance(String host) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "tenant_discovery_endpoint",
                        "https://" + host + "/" + directory.tenantId() + "/v2.0/.well-known/openid-configuration")
                .put("api-version", "1.1");
        var metadata = body.putArray("metadata").addObject();
        metadata.put("preferred_network", host).put("preferred_cache", host);
        metadata.putArray("aliases").add(host);
        return body;
    }

    private static String host(Request request) {
        return request.header("host").orElse("localhost");
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (first, second) -> first));
    }
}
