package io.proconsul.schemas;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/**
 * What the framing of records needs from a schema registry. An id stands for one schema for ever. Thread-safe. Every
 * call throws {@link RegistryException} when there is no usable answer.
 */
public interface SchemaRegistry {

    /**
     * The schema's id, new if the subject did not have it.
     *
     * @throws IncompatibleSchemaException if the subject's level forbids this version
     */
    int register(String subject, Schema schema);

    /** The id under which the subject has exactly this schema; empty if it has not. */
    OptionalInt idOf(String subject, Schema schema);

    /** Empty if no schema was ever given this id. */
    Optional<Schema> byId(int id);

    void setCompatibility(String subject, Compatibility level);

    /** Why the subject would refuse this schema, one line each; empty if it would take it. */
    List<String> incompatibilities(String subject, Schema schema);
}
