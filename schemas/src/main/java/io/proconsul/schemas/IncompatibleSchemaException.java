package io.proconsul.schemas;

/** The registry keeps a schema out because readers or writers of an earlier version could not live with it. */
public final class IncompatibleSchemaException extends RegistryException {

    public IncompatibleSchemaException(String message) {
        super(message);
    }
}
