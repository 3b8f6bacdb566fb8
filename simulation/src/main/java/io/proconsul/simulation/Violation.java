package io.proconsul.simulation;

/**
 * A promise broken.
 *
 * @param invariant which: I1 to I7, I9, I18, or ENGINE when it could not decide at all
 */
public record Violation(String invariant, String subject, String message) {
    @Override
    public String toString() {
        return invariant + " " + subject + ": " + message;
    }
}
