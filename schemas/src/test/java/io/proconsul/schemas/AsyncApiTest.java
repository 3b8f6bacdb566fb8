package io.proconsul.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds {@code asyncapi.yaml} and the catalogue to each other. */
class AsyncApiTest {

    private static JsonNode document;

    @BeforeAll
    static void read() throws IOException {
        document = new YAMLMapper(new YAMLFactory())
                .readTree(Path.of("asyncapi.yaml").toFile());
    }

    @Test
    void describesEveryTopicAndNoOther() {
        Map<String, Description> catalogue = new TreeMap<>();
        Topics.all().forEach(topic -> catalogue.put(topic.name(), Description.of(topic)));

        assertThat(documented()).isEqualTo(catalogue);
    }

    @Test
    void everyMessageRefersToItsReleasedSchemaAndNoneIsUnused() {
        var messages = document.at("/components/messages");
        var used = Topics.all().stream()
                .map(topic -> topic.schema().getName())
                .distinct()
                .toList();

        assertThat(names(messages)).containsExactlyInAnyOrderElementsOf(used);
        for (var name : used) {
            var reference = messages.path(name).at("/payload/schema/$ref").asText();
            assertThat(reference).endsWith("/" + name + ".avsc");
            assertThat(Path.of(reference))
                    .satisfies(file -> assertThat(Files.exists(file)).isTrue());
            assertThat(resolve(messages.path(name).at("/headers/$ref").asText()))
                    .isEqualTo(document.at("/components/schemas/headers"));
        }
    }

    @Test
    void describesTheHeadersThatMessagesCarry() {
        assertThat(names(document.at("/components/schemas/headers/properties")))
                .containsExactlyInAnyOrder(
                        MessageHeaders.TRACEPARENT, MessageHeaders.MESSAGE_ID, MessageHeaders.ISSUED_AT);
    }

    @Test
    void everyMessageSaysWhatItsKeyIs() {
        for (var message : document.at("/components/messages")) {
            var key = resolve(message.at("/bindings/kafka/key/$ref").asText());
            assertThat(key.path("type").asText()).isEqualTo("string");
        }
    }

    /** What document and catalogue both know of a topic. */
    private record Description(String message, String cleanup, String keptMillis, String timestamps) {

        static Description of(Topic<?> topic) {
            var settings = topic.settings();
            var kept = settings.getOrDefault("retention.ms", settings.getOrDefault("delete.retention.ms", "none"));
            return new Description(
                    topic.schema().getName(),
                    topic.cleanup().policy(),
                    kept,
                    settings.getOrDefault("message.timestamp.type", "none"));
        }

        static Description of(JsonNode channel) {
            var kafka = channel.at("/bindings/kafka");
            var settings = kafka.path("topicConfiguration");
            var kept =
                    settings.has("retention.ms") ? settings.path("retention.ms") : settings.path("delete.retention.ms");
            return new Description(
                    String.join(",", names(channel.path("messages"))),
                    settings.path("cleanup.policy").path(0).asText(),
                    kept.asText(),
                    kafka.path("x-message.timestamp.type").asText());
        }
    }

    private static Map<String, Description> documented() {
        Map<String, Description> topics = new TreeMap<>();
        for (var channel : document.path("channels")) {
            for (var address : addresses(channel)) {
                topics.put(address, Description.of(channel));
            }
        }
        return topics;
    }

    private static List<String> addresses(JsonNode channel) {
        var address = channel.path("address").asText();
        var tiers = channel.at("/parameters/tier/enum");
        return tiers.isMissingNode()
                ? List.of(address)
                : StreamSupport.stream(tiers.spliterator(), false)
                        .map(tier -> address.replace("{tier}", tier.asText()))
                        .toList();
    }

    private static JsonNode resolve(String reference) {
        return document.at(reference.substring(1));
    }

    private static List<String> names(JsonNode object) {
        var names = new HashMap<String, Boolean>();
        object.fieldNames().forEachRemaining(name -> names.put(name, true));
        return List.copyOf(names.keySet());
    }
}
