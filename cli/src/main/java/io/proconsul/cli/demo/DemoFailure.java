package io.proconsul.cli.demo;

/** The demonstration did not show what it should; the message is for the person who watches. */
public final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }
}
