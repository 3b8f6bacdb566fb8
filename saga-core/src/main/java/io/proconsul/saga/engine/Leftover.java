package io.proconsul.saga.engine;

/**
 * A step that may have left something behind which no saga clears away any more. It is named until a death has
 * succeeded, which removes everything.
 *
 * @param saga the name of the saga that left it
 */
public record Leftover(String operationId, String saga, String step) {
    /** For people: which saga left what. */
    public String name() {
        return saga + "/" + step;
    }
}
