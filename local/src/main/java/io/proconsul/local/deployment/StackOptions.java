package io.proconsul.local.deployment;

import java.util.List;
import java.util.Objects;

/**
 * What can be chosen when a stack is started.
 *
 * @param brokers 1 or 3
 * @param replicas how many processes of each of our own services there are, at least one
 * @param cloud how the stand-in for Azure behaves
 * @param extent how much of the system is started
 * @param javaOptions what the JVMs of our own services are given besides
 */
public record StackOptions(int brokers, int replicas, Cloud cloud, Extent extent, List<String> javaOptions) {

    /** What the operations and machines of the cloud are like. */
    public enum Cloud {
        /** Operations take as long as Azure's. */
        REALISTIC,
        /** Operations take seconds. */
        QUICK,
        /** A hundred times as fast as Azure, and machines cost next to nothing: for hundreds of clusters on one machine. */
        CROWDED
    }

    /** How much of the system a stack is. */
    public enum Extent {
        /** Kafka, the schema registry, topics and schemas: for those who run a service from their editor. */
        BACKBONE,
        ALL
    }

    public StackOptions {
        if (brokers != 1 && brokers != 3) {
            throw new IllegalArgumentException("Expected 1 or 3 brokers, but found " + brokers);
        }
        if (replicas < 1) {
            throw new IllegalArgumentException("Expected at least 1 replica, but found " + replicas);
        }
        javaOptions = List.copyOf(Objects.requireNonNullElse(javaOptions, List.of())); // a stack file may have none
    }

    /** JVMs as they always are. */
    public StackOptions(int brokers, int replicas, Cloud cloud, Extent extent) {
        this(brokers, replicas, cloud, extent, List.of());
    }

    /** One process of each service. */
    public StackOptions(int brokers, Cloud cloud, Extent extent) {
        this(brokers, 1, cloud, extent);
    }
}
