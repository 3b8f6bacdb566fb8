package io.proconsul.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A description of the API, as what it says of the bodies of answers. It is read strictly: a member that it does not name
 * is as wrong as one of another type.
 */
final class Contract {

    private static final SchemaValidatorsConfig CHECKS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final Path OURS = Path.of("..", "docs", "openapi.yaml");
    private static final Path HCS = Path.of("shared", "contracts", "hcs-swagger-2021-04-23.json");

    private final String name;
    private final JsonNode document;
    private final Dialect dialect;
    private final ObjectNode schemas;
    private final Map<String, JsonNode> operations = new TreeMap<>();

    private Contract(String name, JsonNode document, Dialect dialect) {
        this.name = name;
        this.document = document;
        this.dialect = dialect;
        this.schemas = strict(document, dialect);
        document.path("paths").forEach(methods -> methods.properties().stream()
                .map(Map.Entry::getValue)
                .filter(method -> method.has("operationId"))
                .forEach(method -> operations.put(method.path("operationId").asText(), method)));
    }

    /** Ours, and that of the service whose place we take where it lies beside this repository. */
    static List<Contract> all() {
        return Stream.concat(Stream.of(ours()), ofHcs().stream()).toList();
    }

    static Contract ours() {
        return new Contract("our own description", read(new YAMLMapper(), OURS), Dialect.OPENAPI);
    }

    private static Optional<Contract> ofHcs() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(HCS))
                .filter(Files::exists)
                .findFirst()
                .map(file -> new Contract("HCS 2021-04-23", read(new ObjectMapper(), file), Dialect.SWAGGER));
    }

    Set<String> operations() {
        return operations.keySet();
    }

    /** What can be done with a resource group, as the last segment of the path says it. */
    List<String> actions() {
        return document.path("paths").properties().stream()
                .filter(path -> path.getKey().contains("/resourceProviders/public/"))
                .filter(path -> path.getValue().has("post"))
                .map(path -> path.getKey().substring(path.getKey().lastIndexOf('/') + 1))
                .toList();
    }

    /** The statuses that an action can have if it succeeds. */
    List<String> successes(String action) {
        return document.path("paths").properties().stream()
                .filter(path -> path.getKey().endsWith("/" + action))
                .flatMap(path -> path.getValue().at("/post/responses").properties().stream())
                .map(Map.Entry::getKey)
                .filter(status -> status.startsWith("2"))
                .toList();
    }

    /** What is wrong with an answer; nothing with one of which the description does not speak. */
    List<String> problems(String operation, int status, String body) throws IOException {
        var described = operations.get(operation);
        if (described == null || Deviations.apply(dialect, operation, status)) {
            return List.of();
        }
        var responses = described.path("responses");
        if (status < 300 && !responses.has(Integer.toString(status))) {
            return List.of("status %d is not described, only %s".formatted(status, responses.properties()));
        }
        var own = dialect.schema(responses.path(Integer.toString(status)));
        var schema = status >= 400 && own.isMissingNode() ? dialect.schema(responses.path("default")) : own;
        return body.isEmpty() && schema.isEmpty()
                ? List.of()
                : schema(schema).validate(new ObjectMapper().readTree(body)).stream()
                        .map(ValidationMessage::getMessage)
                        .toList();
    }

    /** The document's own schemas stand around it, so that references lead somewhere. */
    private JsonSchema schema(JsonNode response) {
        ObjectNode whole = new ObjectMapper().createObjectNode();
        whole.setAll(schemas);
        whole.putArray("allOf").add(response);
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole, CHECKS);
    }

    private static ObjectNode strict(JsonNode document, Dialect dialect) {
        ObjectNode schemas = document.deepCopy();
        schemas.remove("paths");
        Deviations.add(dialect, schemas);
        closed(schemas);
        return schemas;
    }

    private static void closed(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && object.has("properties")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(Contract::closed);
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalStateException("Expected a description of the API in " + file, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** Where a description has the schema of a response. */
    enum Dialect {
        SWAGGER {
            @Override
            JsonNode schema(JsonNode response) {
                return response.path("schema");
            }
        },
        OPENAPI {
            @Override
            JsonNode schema(JsonNode response) {
                return response.path("content")
                        .path("application/json;charset=utf-8")
                        .path("schema");
            }
        };

        abstract JsonNode schema(JsonNode response);
    }
}
