package io.proconsul.schemas;

/** Names of the record headers that every message carries; values are UTF-8. */
public final class MessageHeaders {

    /** W3C trace context: one trace follows a saga through all services. */
    public static final String TRACEPARENT = "traceparent";

    /** Unique per message; a redrive keeps it. */
    public static final String MESSAGE_ID = "message-id";

    /** ISO-8601 instant at which the producer decided to send. */
    public static final String ISSUED_AT = "issued-at";

    private MessageHeaders() {}
}
