package io.proconsul.worker;

/** The task is another worker's by now: nothing more is done for it here, and nothing answered. */
public final class TenureLostException extends RuntimeException {

    TenureLostException() {
        super("The task is another worker's by now");
    }
}
