package io.proconsul.local.kafka;

/**
 * A broker for one integration test class, empty when it starts and gone when it is closed.
 *
 * <p>It is a process of its own, or a container when a Docker engine answers. {@code -Dproconsul.test.kafka=process} or
 * {@code =container} decides instead. Topics are never created by use.
 */
public interface KafkaForTests extends AutoCloseable {
    String CHOICE = "proconsul.test.kafka";

    /** Returns when the broker serves requests. */
    static KafkaForTests start() {
        return switch (System.getProperty(CHOICE, "auto")) {
            case "process" -> ProcessKafka.start();
            case "container" -> ContainerKafka.start();
            case "auto" -> ContainerKafka.isPossible() ? ContainerKafka.start() : ProcessKafka.start();
            default ->
                throw new IllegalArgumentException("Expected -D%s to be process, container or auto, but found %s"
                        .formatted(CHOICE, System.getProperty(CHOICE)));
        };
    }

    String bootstrapServers();

    @Override
    void close();
}
