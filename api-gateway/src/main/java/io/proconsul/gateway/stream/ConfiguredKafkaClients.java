package io.proconsul.gateway.stream;

import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.SchemaRegistries;
import io.proconsul.wire.ClusterCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Connections as configured by {@code kafka.bootstrap.servers} and {@code schema.registry.url}. */
@ApplicationScoped
public class ConfiguredKafkaClients implements KafkaClients {

    private final Map<String, Object> common;
    private final String registry;
    private final int writeMillis;

    public ConfiguredKafkaClients(
            @ConfigProperty(name = "kafka.bootstrap.servers") String servers,
            @ConfigProperty(name = SchemaRegistries.URL) String registry,
            GatewayConfig config) {
        this.common = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        this.registry = registry;
        this.writeMillis = Math.toIntExact(config.writeTimeout().toMillis());
    }

    @Override
    public Producer<String, ClusterCommand> producer() {
        var settings = new HashMap<>(common);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "api-gateway-commands");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, writeMillis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, writeMillis / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, writeMillis);
        var values = new AvroSerializer<ClusterCommand>();
        values.configure(Map.of(SchemaRegistries.URL, registry), false);
        return new KafkaProducer<>(settings, new StringSerializer(), values);
    }

    @Override
    public Consumer<String, byte[]> consumer(String name) {
        var settings = new HashMap<>(common);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "api-gateway-" + name);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
