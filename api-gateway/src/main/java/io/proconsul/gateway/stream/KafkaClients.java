package io.proconsul.gateway.stream;

import io.proconsul.wire.ClusterCommand;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Opens connections to Kafka; whoever opens one closes it. */
public interface KafkaClients {

    /** Idempotent, and satisfied only by all in-sync replicas. */
    Producer<String, ClusterCommand> producer();

    /**
     * Reads committed records and belongs to no group.
     *
     * @param name what it reads for: tells it from the other consumers of this instance
     */
    Consumer<String, byte[]> consumer(String name);
}
