package io.proconsul.cli;

import io.proconsul.local.stack.StackException;
import io.proconsul.schemas.SchemaRegistries;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Kafka a command reads: the stack's, or any other. */
final class KafkaAddress {
    @Mixin
    private StackFolder folder = new StackFolder();

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Another Kafka than the stack's; with it --registry.")
    private Optional<String> kafka = Optional.empty();

    @Option(names = "--registry", paramLabel = "URL", description = "Its schema registry.")
    private Optional<String> registry = Optional.empty();

    /** Settings of Kafka's clients and of the registry. */
    Map<String, Object> settings() {
        if (kafka.isPresent() != registry.isPresent()) {
            throw new StackException("Expected --kafka and --registry together, but found only one of them");
        }
        return kafka.isPresent()
                ? Map.of("bootstrap.servers", kafka.get(), SchemaRegistries.URL, registry.orElseThrow())
                : ofTheStack();
    }

    private Map<String, Object> ofTheStack() {
        var stack = folder.stack();
        var status = stack.status()
                .orElseThrow(() -> new StackException("There is no stack in "
                        + stack.state().path() + ". Start one with ./proconsul up, or say --kafka"));
        return Map.of(
                "bootstrap.servers",
                Objects.requireNonNull(status.endpoints().get("kafka")),
                SchemaRegistries.URL,
                Objects.requireNonNull(status.endpoints().get("schemaRegistry")));
    }
}
