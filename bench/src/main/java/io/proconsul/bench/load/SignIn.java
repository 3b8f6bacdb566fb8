package io.proconsul.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.local.deployment.Credentials.ServicePrincipal;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Gets an access token as a program does: for its own secret. */
final class SignIn {
    private static final String TENANT = "11111111-1111-4111-8111-111111111111";
    private static final String SCOPE = "api://proconsul/.default";

    private SignIn() {}

    /** A token for the gateway; it is good for an hour. */
    static String token(HttpClient client, URI entra, ServicePrincipal who) throws IOException, InterruptedException {
        var form = Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                who.clientId(),
                "client_secret",
                who.clientSecret(),
                "scope",
                SCOPE);
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(entra.resolve("/" + TENANT + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        var token =
                new ObjectMapper().readTree(answer.body()).path("access_token").asText();
        if (token.isEmpty()) {
            throw new IOException("expected a token, but Entra answered " + answer.statusCode());
        }
        return token;
    }
}
