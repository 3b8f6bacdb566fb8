package io.proconsul.worker.loop;

import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.SchemaRegistries;
import io.proconsul.wire.Task;
import io.proconsul.worker.WorkerConfig;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The clients of Kafka, with all that a worker's promises rest on. */
final class KafkaClients {

    private KafkaClients() {}

    static Consumer<byte[], byte[]> consumer(WorkerConfig config) {
        var properties = common(config);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, config.name());
        properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, config.groupProtocol());
        properties.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.maxUnfinished());
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static Producer<byte[], SpecificRecord> producer(WorkerConfig config) {
        var properties = common(config);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A result leaves at once, and while one request is under way the next ones gather for the one after it.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        var values = new AvroSerializer<SpecificRecord>();
        values.configure(properties, false);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), values);
    }

    static AvroDeserializer<Task> tasks(WorkerConfig config) {
        var tasks = new AvroDeserializer<>(Task.class);
        tasks.configure(common(config), false);
        return tasks;
    }

    private static Map<String, Object> common(WorkerConfig config) {
        var properties = new HashMap<String, Object>(config.kafka());
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        properties.put(SchemaRegistries.URL, config.schemaRegistryUrl());
        return properties;
    }
}
