package io.proconsul.orchestrator.stream;

import io.proconsul.schemas.SchemaRegistry;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** A forwarder and its two clients. When it is closed, its partitions go to others at once. */
final class ForwarderOnKafka implements ForwarderThread.OpenForwarder {
    private static final Duration PRODUCER_CLOSE_LIMIT = Duration.ofSeconds(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final DelayForwarder forwarder;

    ForwarderOnKafka(KafkaSettings settings, InstanceId instance, SchemaRegistry registry) {
        this.consumer = new KafkaConsumer<>(settings.forwarderConsumer(instance));
        this.producer = new KafkaProducer<>(settings.forwarderProducer(instance));
        this.forwarder = new DelayForwarder(consumer, producer, registry, Clock.systemUTC());
    }

    @Override
    public DelayForwarder forwarder() {
        return forwarder;
    }

    @Override
    public void close() {
        producer.close(PRODUCER_CLOSE_LIMIT);
        consumer.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }
}
