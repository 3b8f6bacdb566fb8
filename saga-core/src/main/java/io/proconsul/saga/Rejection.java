package io.proconsul.saga;

import org.jspecify.annotations.Nullable;

/**
 * A command refused.
 *
 * @param code PascalCase class of the refusal (RPC-101)
 * @param message what was expected, and what was found
 * @param target the offending property, if there is one
 */
public record Rejection(
        String code, String message, @Nullable String target) {
    public static Rejection of(String code, String message) {
        return new Rejection(code, message, null);
    }
}
