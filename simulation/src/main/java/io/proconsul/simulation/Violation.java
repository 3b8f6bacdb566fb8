package io.proconsul.simulation;

/**
 * A promise broken.
 *
 * @param invariant which: I1 to I7 or I9, or ENGINE when it could not decide at all
 */
public record Violation(String invariant, String subject, String message) {
    @Override
    public String toString() {
        return invariant + " " + subject + ": " + message;
    }
}
