package io.proconsul.gateway.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.proconsul.gateway.GatewayProfile;
import io.proconsul.gateway.Tokens;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Requests out of the API's description, most of them near to a right one: the same for the same seed. */
final class FuzzRequests {

    private static final Path DESCRIPTION = Path.of("..", "docs", "openapi.yaml");
    private static final List<String> SUBSCRIPTIONS = Stream.iterate(10, i -> i + 1)
            .limit(30)
            .map("%d888888-8888-4888-8888-888888888888"::formatted)
            .toList();
    private static final List<String> TOKENS =
            Stream.of("Proconsul.Reader", "Proconsul.Operator").map(Tokens::of).toList();
    private static final String ADMINISTRATOR = Tokens.administrator();
    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "PATCH");
    private static final List<String> GROUPS = List.of("rg-a", "Rg-B");
    private static final List<String> HEADERS =
            List.of(("If-Match If-None-Match Accept Accept-Language Referer Cookie Host"
                            + " X-MS-CustomProviders-RequestPath x-ms-client-request-id x-ms-correlation-request-id traceparent"
                            + " x-ms-return-client-request-id X-Forwarded-For Content-Encoding Expect Range Content-Language")
                    .split(" ", -1));

    private final SplittableRandom random;
    private final FuzzValues values;
    private final List<Operation> operations;

    private record Operation(String method, String path, JsonNode description) {}

    FuzzRequests(long seed) throws IOException {
        var document = new YAMLMapper().readTree(Files.readAllBytes(DESCRIPTION));
        this.random = new SplittableRandom(seed);
        this.values = new FuzzValues(document, random);
        this.operations = document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream().map(method -> operation(path.getKey(), method)))
                .toList();
    }

    private static Operation operation(String path, Map.Entry<String, JsonNode> method) {
        return new Operation(method.getKey().toUpperCase(Locale.ROOT), path, method.getValue());
    }

    void remember(String value) {
        values.remember(value);
    }

    Hostile next(int number) {
        var operation = values.one(operations);
        var method = values.chance(40) ? values.one(METHODS) : operation.method();
        return new Hostile("request " + number, method, target(operation), headers(), body(operation), 0, "", null);
    }

    private String target(Operation operation) {
        var path = operation
                .path()
                .replace("{version}", values.chance(20) ? encoded(values.text()) : "2021-04-23")
                .replace("{subscriptionId}", values.chance(20) ? encoded(values.text()) : values.one(SUBSCRIPTIONS))
                .replace("{resourceGroup}", values.chance(20) ? encoded(values.text()) : values.one(GROUPS))
                .replace("{name}", values.chance(6) ? encoded(values.text()) : values.one(List.of("c-one", "c-two")));
        var written =
                switch (random.nextInt(12)) {
                    case 0 -> path.replace("/", "%2F").replaceFirst("%2F", "/");
                    case 1 -> "/" + path;
                    case 2 -> path.toUpperCase(Locale.ROOT);
                    case 3 -> path.substring(0, random.nextInt(path.length())) + encoded(values.text());
                    default -> path;
                };
        return (written.startsWith("/") ? written : "/" + written) + query(operation);
    }

    private String query(Operation operation) {
        var parameters = new ArrayList<String>();
        if (operation.path().endsWith("/notifications/resource")) {
            parameters.add("sig=" + (values.chance(5) ? encoded(values.text()) : GatewayProfile.SIG));
        }
        for (var name : List.of("api-version", "$top", "$skipToken", "code", "sig", "x")) {
            if (values.chance(8)) {
                parameters.add(name + "=" + (values.chance(3) ? "2" : encoded(values.text())));
            }
        }
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }

    private List<String> headers() {
        var lines = new ArrayList<String>();
        lines.add("Content-Type: " + (values.chance(25) ? header(values.text()) : "application/json"));
        if (!values.chance(25)) {
            lines.add("Authorization: Bearer " + (values.chance(5) ? values.one(TOKENS) : ADMINISTRATOR));
        }
        while (values.chance(4)) {
            lines.add(values.one(HEADERS) + ": " + header(values.text()));
        }
        return lines;
    }

    private String body(Operation operation) {
        var content = operation.description().at("/requestBody/content/application~1json/schema");
        if (content.isMissingNode() && !values.chance(20)) {
            return "";
        }
        var text = Hostile.bytes(values.of(content, 0).toString());
        if (text.isEmpty() || !values.chance(10)) {
            return text;
        }
        int at = random.nextInt(text.length());
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
            default -> text.substring(0, at) + text;
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** Of bytes that end no line: what does is the end of the request, and no fault of the server's. */
    private static String header(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1).replaceAll("[\\r\\n\\x00]", "");
    }
}
