package io.proconsul.schemas.letters;

/** A letter is not there, or its record cannot be put back; the message says why. */
public final class LetterException extends RuntimeException {
    LetterException(String message) {
        super(message);
    }
}
