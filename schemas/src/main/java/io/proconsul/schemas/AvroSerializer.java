package io.proconsul.schemas;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes generated records in Confluent's wire format. The bytes are those of {@code KafkaAvroSerializer}, and the
 * configuration keys are its keys, so that either class may be configured. Thread-safe.
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    /** Whether a schema that the subject lacks is registered when first used; true unless configured. */
    public static final String AUTO_REGISTER = "auto.register.schemas";

    private final Map<Use, byte[]> headers = new ConcurrentHashMap<>();
    private @Nullable SchemaRegistry registry;
    private boolean autoRegister = true;
    private String suffix = "-value";

    /** For Kafka, which calls {@link #configure} next. */
    public AvroSerializer() {}

    public AvroSerializer(SchemaRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        if (registry == null) {
            registry = SchemaRegistries.of(config);
        }
        var register = config.get(AUTO_REGISTER);
        autoRegister = register == null || Boolean.parseBoolean(register.toString());
        suffix = isKey ? "-key" : "-value";
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T message) {
        if (message == null) {
            return null;
        }
        try {
            return RecordWriter.write(header(topic, message.getSchema()), message);
        } catch (IOException e) {
            throw new SerializationException(
                    "Topic %s: %s breaks its schema: %s"
                            .formatted(topic, message.getSchema().getName(), e.getMessage()),
                    e);
        }
    }

    private byte[] header(String topic, Schema schema) {
        var use = new Use(topic, schema);
        var known = headers.get(use);
        return known != null ? known : headers.computeIfAbsent(use, this::newHeader);
    }

    private byte[] newHeader(Use use) {
        return Frame.header(schemaId(use.topic() + suffix, use.schema()));
    }

    private int schemaId(String subject, Schema schema) {
        if (registry == null) {
            throw new IllegalStateException("Expected configure() before the first record of subject " + subject);
        }
        if (autoRegister) {
            return registry.register(subject, schema);
        }
        return registry.idOf(subject, schema)
                .orElseThrow(() -> new RegistryException(
                        "Subject %s lacks this version of %s and %s is false: publish the schemas first"
                                .formatted(subject, schema.getFullName(), AUTO_REGISTER)));
    }

    private record Use(String topic, Schema schema) {}
}
