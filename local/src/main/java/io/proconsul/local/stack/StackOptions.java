package io.proconsul.local.stack;

/**
 * What can be chosen when a stack is started.
 *
 * @param brokers 1 or 3
 * @param realistic cloud operations take as long as Azure's instead of seconds
 */
public record StackOptions(int brokers, boolean realistic) {

    public StackOptions {
        if (brokers != 1 && brokers != 3) {
            throw new IllegalArgumentException("Expected 1 or 3 brokers, but found " + brokers);
        }
    }
}
