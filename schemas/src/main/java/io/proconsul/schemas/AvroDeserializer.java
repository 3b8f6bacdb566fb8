package io.proconsul.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Confluent's wire format into generated records, whichever version of the schema wrote them. On a topic of the
 * catalogue only its own record type passes. Thread-safe.
 *
 * <p>Throws {@link MalformedRecordException} for bytes that will never be a record, and {@link RegistryException} while
 * the registry gives no answer.
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private final Map<Source, RecordReader<T>> readers = new ConcurrentHashMap<>();
    private final Optional<Class<T>> type;
    private @Nullable SchemaRegistry registry;

    /** For Kafka, which calls {@link #configure} next. The topic decides on the type. */
    public AvroDeserializer() {
        this.type = Optional.empty();
    }

    public AvroDeserializer(Class<T> type) {
        this.type = Optional.of(type);
    }

    public AvroDeserializer(SchemaRegistry registry) {
        this.type = Optional.empty();
        this.registry = registry;
    }

    public AvroDeserializer(Class<T> type, SchemaRegistry registry) {
        this.type = Optional.of(type);
        this.registry = registry;
    }

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        if (registry == null) {
            registry = SchemaRegistries.of(config);
        }
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : read(topic, ByteBuffer.wrap(bytes));
    }

    @Override
    public @Nullable T deserialize(String topic, @Nullable Headers headers, @Nullable ByteBuffer bytes) {
        return bytes == null ? null : read(topic, bytes.slice());
    }

    private T read(String topic, ByteBuffer bytes) {
        try {
            var reader = reader(topic, Frame.readSchemaId(bytes));
            return reader.read(bytes);
        } catch (MalformedRecordException | IOException e) {
            throw new MalformedRecordException("Topic " + topic + ": " + e.getMessage(), e);
        }
    }

    private RecordReader<T> reader(String topic, int schemaId) {
        var source = new Source(topic, schemaId);
        var known = readers.get(source);
        return known != null ? known : readers.computeIfAbsent(source, this::newReader);
    }

    private RecordReader<T> newReader(Source source) {
        if (registry == null) {
            throw new IllegalStateException("Expected configure() before the first record of topic " + source.topic());
        }
        var writer = registry.byId(source.schemaId())
                .orElseThrow(() ->
                        new MalformedRecordException("the registry has no schema with the id " + source.schemaId()));
        var expected = type.or(() -> catalogued(source.topic())).orElseGet(() -> generated(writer));
        var schema = SpecificData.get().getSchema(expected);
        if (!schema.getFullName().equals(writer.getFullName())) {
            throw new MalformedRecordException("expected a record %s, found %s (schema id %d)"
                    .formatted(schema.getFullName(), writer.getFullName(), source.schemaId()));
        }
        return new RecordReader<>(writer, expected);
    }

    @SuppressWarnings("unchecked")
    private Optional<Class<T>> catalogued(String topic) {
        return Topics.byName(topic).map(found -> (Class<T>) found.valueClass());
    }

    @SuppressWarnings("unchecked")
    private Class<T> generated(Schema writer) {
        var found = writer.getType() == Schema.Type.RECORD ? SpecificData.get().getClass(writer) : null;
        if (found == null || !SpecificRecord.class.isAssignableFrom(found)) {
            throw new MalformedRecordException("no generated class for the schema " + writer.getFullName());
        }
        return (Class<T>) found;
    }

    private record Source(String topic, int schemaId) {}
}
