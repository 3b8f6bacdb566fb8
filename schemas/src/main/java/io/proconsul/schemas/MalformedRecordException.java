package io.proconsul.schemas;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * These bytes are no record of the expected kind and never will be: a matter for the dead letters. Trouble that may
 * pass, as a registry that is away, is a {@link RegistryException} instead.
 */
public final class MalformedRecordException extends SerializationException {

    public MalformedRecordException(String message) {
        super(message);
    }

    public MalformedRecordException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
