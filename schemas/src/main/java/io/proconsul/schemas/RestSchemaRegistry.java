package io.proconsul.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.proconsul.schemas.RegistryHttp.Answer;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** Any registry that speaks Confluent's REST protocol: Confluent's own, Apicurio under its ccompat path, Karapace. */
public final class RestSchemaRegistry implements SchemaRegistry {

    private final RegistryHttp http;

    /**
     * @param addresses base addresses of one registry's instances, tried in turn
     * @param userInfo {@code user:password} for HTTP basic authentication
     */
    public RestSchemaRegistry(List<URI> addresses, Optional<String> userInfo) {
        this(new RegistryHttp(addresses, userInfo.map(RestSchemaRegistry::basic), RegistryHttp.Patience.standard()));
    }

    RestSchemaRegistry(RegistryHttp http) {
        this.http = http;
    }

    @Override
    public int register(String subject, Schema schema) {
        var answer = http.send("POST", subjectPath(subject) + "/versions", body(schema));
        if (answer.status() == 409) {
            throw new IncompatibleSchemaException(
                    "Subject %s refuses %s: %s".formatted(subject, schema.getFullName(), answer.message()));
        }
        return id(expectOk(answer, "register " + schema.getFullName() + " for subject " + subject));
    }

    @Override
    public OptionalInt idOf(String subject, Schema schema) {
        var answer = http.send("POST", subjectPath(subject), body(schema));
        return answer.notFound()
                ? OptionalInt.empty()
                : OptionalInt.of(id(expectOk(answer, "look up " + schema.getFullName() + " in subject " + subject)));
    }

    @Override
    public Optional<Schema> byId(int id) {
        var answer = http.send("GET", "/schemas/ids/" + id, null);
        return answer.notFound() ? Optional.empty() : Optional.of(schema(id, expectOk(answer, "fetch schema " + id)));
    }

    @Override
    public void setCompatibility(String subject, Compatibility level) {
        var answer = http.send("PUT", "/config/" + encoded(subject), Map.of("compatibility", level.name()));
        expectOk(answer, "set compatibility " + level + " of subject " + subject);
    }

    @Override
    public List<String> incompatibilities(String subject, Schema schema) {
        var path = "/compatibility" + subjectPath(subject) + "/versions?verbose=true";
        var answer = http.send("POST", path, body(schema));
        if (answer.notFound()) {
            return List.of();
        }
        var verdict = expectOk(answer, "compare " + schema.getFullName() + " with subject " + subject);
        if (verdict.path("is_compatible").asBoolean()) {
            return List.of();
        }
        var messages = new ArrayList<String>();
        verdict.path("messages").forEach(message -> messages.add(message.asText()));
        return messages.isEmpty() ? List.of("the registry gives no reason") : messages;
    }

    private static JsonNode expectOk(Answer answer, String what) {
        if (!answer.ok()) {
            throw new RegistryException("The schema registry did not %s: HTTP status %d, %s"
                    .formatted(what, answer.status(), answer.message()));
        }
        return answer.body();
    }

    private static int id(JsonNode body) {
        if (!body.path("id").canConvertToInt()) {
            throw new RegistryException("Expected the schema registry to answer with an id, but it said " + body);
        }
        return body.path("id").intValue();
    }

    private static Schema schema(int id, JsonNode body) {
        var type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new RegistryException("Expected schema %d to be AVRO, but it is %s".formatted(id, type));
        }
        try {
            return new Schema.Parser().parse(body.path("schema").asText());
        } catch (SchemaParseException e) {
            throw new RegistryException(
                    "Schema %d of the registry does not parse: %s".formatted(id, e.getMessage()), e);
        }
    }

    private static Map<String, String> body(Schema schema) {
        return Map.of("schemaType", "AVRO", "schema", schema.toString());
    }

    private static String subjectPath(String subject) {
        return "/subjects/" + encoded(subject);
    }

    private static String encoded(String pathSegment) {
        return URLEncoder.encode(pathSegment, UTF_8).replace("+", "%20");
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8));
    }
}
