package io.proconsul.worker.secrets;

/**
 * A secret in the clear, for as long as it takes to use it. It shows itself to nobody by accident: not in logs, not in
 * messages, not through JSON, which finds no property, nor Java serialization.
 */
public final class Secret {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    public static Secret of(String text) {
        return new Secret(text);
    }

    /** The secret itself; keep what you make of it as short-lived as this. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && text.equals(secret.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
