package io.proconsul.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.proconsul.wire.Timer;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerializerConfigurationTest {

    @Test
    void serializersWithTheSameAddressShareOneRegistry() {
        var config = Map.of("schema.registry.url", "memory://shared", "specific.avro.reader", "true");
        try (var writer = new AvroSerde<Timer>();
                var reader = new AvroSerde<Timer>()) {
            writer.configure(config, false);
            reader.configure(config, false);

            var bytes = writer.serializer().serialize("timers.due", Samples.TIMER);

            assertThat(reader.deserializer().deserialize("timers.due", bytes)).isEqualTo(Samples.TIMER);
        }
    }

    @Test
    void withoutAutoRegistrationTheSchemaMustHaveBeenPublished() {
        var config = Map.of("schema.registry.url", "memory://published", "auto.register.schemas", "false");
        try (Serializer<Timer> serializer = new AvroSerializer<>()) {
            serializer.configure(config, false);

            assertThatExceptionOfType(RegistryException.class)
                    .isThrownBy(() -> serializer.serialize("timers.due", Samples.TIMER))
                    .withMessageContaining("timers.due-value")
                    .withMessageContaining("publish the schemas first");

            new SchemaAdmin(SchemaRegistries.of(config)).publish();
            assertThat(serializer.serialize("timers.due", Samples.TIMER)).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "registry:8081", "ftp://registry", "http://"})
    void refusesAnAddressItCannotUse(String url) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> SchemaRegistries.of(Map.of("schema.registry.url", url)))
                .withMessageContaining("schema.registry.url")
                .withMessageContaining("expected http(s) addresses or memory://name");
    }
}
