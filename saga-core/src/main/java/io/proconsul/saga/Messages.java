package io.proconsul.saga;

/** How the edge encodes messages. Both directions are pure functions: replay depends on it. */
public interface Messages {
    Payload encode(Object message);

    /** @throws IllegalArgumentException if the payload is not a {@code type} */
    <T> T decode(Payload payload, Class<T> type);
}
