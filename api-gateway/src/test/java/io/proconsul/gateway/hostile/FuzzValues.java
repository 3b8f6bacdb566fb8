package io.proconsul.gateway.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;

/** Values for a schema: often what it asks for, at times something else. */
final class FuzzValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Right somewhere, and wrong elsewhere. */
    private static final List<String> WORDS =
            List.of(("westus2|West US 2|v1.21.4|v1.20.6|dc1|3|1|5|PRODUCTION|DEVELOPMENT"
                            + "|enabled|172.25.16.0/24|10.0.0.0/16|1d|1m|a@b.example|terraform-provider-hcs|TRUE|FALSE|first|golden"
                            + "|2026/01|2025/12|c-one|c-two|PUT|DELETE|Deleted|Accepted")
                    .split("\\|", -1));

    private static final List<String> TROUBLE = List.of(
            "",
            " ",
            "\u0000",
            "\n",
            "\u0085",
            "\u2028",
            "\u202e",
            "\ud800",
            "\ud83d\ude00",
            "\ufeff",
            "%00",
            "%2F..%2F",
            "../..",
            "'",
            "\"",
            "\\",
            "{{x}}",
            "${x}",
            "<x>",
            "null",
            "NaN",
            "-1",
            "0x10",
            "1e400",
            "*",
            "http://169.254.169.254/",
            "٣",
            "İ",
            "ß",
            "x".repeat(300),
            "x".repeat(5000));

    private final JsonNode document;
    private final SplittableRandom random;
    private final List<String> seen = new ArrayList<>(List.of("x"));

    FuzzValues(JsonNode document, SplittableRandom random) {
        this.document = document;
        this.random = random;
    }

    /** What an answer gave is used again, in its place and in others. */
    void remember(String value) {
        seen.add(value);
    }

    JsonNode of(JsonNode schema, int depth) {
        if (schema.has("$ref")) {
            return of(document.at(schema.path("$ref").asText().substring(1)), depth);
        }
        return chance(8) ? anything(depth) : proper(schema, depth);
    }

    String text() {
        return switch (random.nextInt(6)) {
            case 0 -> one(TROUBLE);
            case 1 -> one(seen);
            case 2 -> one(WORDS) + one(TROUBLE);
            default -> one(WORDS);
        };
    }

    private JsonNode proper(JsonNode schema, int depth) {
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema, depth);
            case "array" -> JSON.arrayNode().add(of(schema.path("items"), depth + 1));
            case "integer", "number" -> JSON.numberNode(random.nextInt(10));
            case "string" -> string(schema);
            default -> JSON.objectNode();
        };
    }

    private JsonNode string(JsonNode schema) {
        var examples = schema.path("examples");
        return examples.isEmpty() || chance(2) ? JSON.textNode(text()) : examples.get(random.nextInt(examples.size()));
    }

    private ObjectNode object(JsonNode schema, int depth) {
        var object = JSON.objectNode();
        if (depth < 6) {
            StreamSupport.stream(schema.path("properties").properties().spliterator(), false)
                    .filter(property -> property.getKey().equals("properties") || chance(2))
                    .forEach(property -> object.set(property.getKey(), of(property.getValue(), depth + 1)));
        }
        if (schema.path("additionalProperties").isObject() || chance(30)) {
            object.set(text(), JSON.textNode(text()));
        }
        return object;
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextLong());
            case 3 -> JSON.numberNode(random.nextDouble());
            case 4 -> JSON.numberNode(BigInteger.TEN.pow(random.nextInt(60)));
            case 5 -> depth > 30 ? JSON.objectNode() : JSON.arrayNode().add(anything(depth + 1));
            case 6 -> depth > 30 ? JSON.arrayNode() : JSON.objectNode().set(text(), anything(depth + 1));
            default -> JSON.textNode(text());
        };
    }

    /** True once in so many times. */
    boolean chance(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
