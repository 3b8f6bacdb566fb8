package io.proconsul.gateway.command;

/** The command log did not take a command in time. */
public final class LogUnavailableException extends Exception {

    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
