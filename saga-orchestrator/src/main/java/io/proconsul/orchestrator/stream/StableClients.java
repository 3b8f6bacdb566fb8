package io.proconsul.orchestrator.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The usual clients, but for two things. Transactions have names that last: with state in memory Kafka Streams would take
 * new ones whenever it starts, and what a killed instance left open would keep readers waiting until it times out. And a
 * thread's pacer hears when a commit has ended.
 */
final class StableClients implements KafkaClientSupplier {
    private final String transactionalIdPrefix;
    private final Pacers pacers;

    /** @param transactionalIdPrefix of one process at a time; the thread's number is appended */
    StableClients(String transactionalIdPrefix, Pacers pacers) {
        this.transactionalIdPrefix = transactionalIdPrefix;
        this.pacers = pacers;
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(stable(config), new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public void commitTransaction() {
                super.commitTransaction();
                pacers.ofThisThread().committed(System.nanoTime());
            }
        };
    }

    /** Kafka Streams says {@code application-process-thread}. */
    Map<String, Object> stable(Map<String, Object> config) {
        var stable = new HashMap<>(config);
        stable.computeIfPresent(ProducerConfig.TRANSACTIONAL_ID_CONFIG, (key, given) -> {
            var id = Objects.toString(given);
            return transactionalIdPrefix + id.substring(id.lastIndexOf('-'));
        });
        return stable;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
