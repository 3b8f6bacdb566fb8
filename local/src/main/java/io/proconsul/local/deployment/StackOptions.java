package io.proconsul.local.deployment;

/**
 * What can be chosen when a stack is started.
 *
 * @param brokers 1 or 3
 * @param realistic cloud operations take as long as Azure's instead of seconds
 * @param extent how much of the system is started
 */
public record StackOptions(int brokers, boolean realistic, Extent extent) {

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
    }
}
