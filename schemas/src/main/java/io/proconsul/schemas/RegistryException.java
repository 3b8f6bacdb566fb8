package io.proconsul.schemas;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** The schema registry gave no usable answer, so nothing is known about the record in hand. It says nothing against it. */
public class RegistryException extends SerializationException {

    public RegistryException(String message) {
        super(message);
    }

    public RegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
