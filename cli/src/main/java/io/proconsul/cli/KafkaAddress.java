package io.proconsul.cli;

import io.proconsul.local.stack.StackException;
import io.proconsul.schemas.SchemaRegistries;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Kafka a command reads: the stack's, or any other. */
final class KafkaAddress {
    @Mixin
    private StackFolder folder = new StackFolder();

    @ArgGroup(exclusive = false)
    private Optional<Elsewhere> elsewhere = Optional.empty();

    /** A Kafka that is not the stack's. */
    static final class Elsewhere {
        @Option(
                names = "--kafka",
                paramLabel = "HOST:PORT",
                required = true,
                description = "Another Kafka than the stack's; with it --registry.")
        private String kafka = "";

        @Option(names = "--registry", paramLabel = "URL", required = true, description = "Its schema registry.")
        private String registry = "";
    }

    /** Settings of Kafka's clients and of the registry. */
    Map<String, Object> settings() {
        var settings = new HashMap<String, Object>();
        elsewhere.ifPresentOrElse(
                given -> {
                    settings.put("bootstrap.servers", given.kafka);
                    settings.put(SchemaRegistries.URL, given.registry);
                },
                () -> {
                    var stack = folder.stack();
                    var status = stack.status()
                            .orElseThrow(() -> new StackException("There is no stack in "
                                    + stack.state().path() + ". Start one with ./proconsul up, or say --kafka"));
                    settings.put("bootstrap.servers", Objects.requireNonNull(status.endpoints().get("kafka")));
                    settings.put(SchemaRegistries.URL, Objects.requireNonNull(status.endpoints().get("schemaRegistry")));
                });
        return settings;
    }
}
