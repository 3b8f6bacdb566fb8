package io.proconsul.gateway;

import io.proconsul.gateway.stream.KafkaClients;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Topic;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterEvent;
import io.proconsul.wire.ClusterState;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;

/** One partition each of commands, states and events in memory; a test plays the orchestrator in between. */
@Mock
@ApplicationScoped
public class InMemoryKafka implements KafkaClients {

    private final List<ProducerRecord<String, ClusterCommand>> written = new CopyOnWriteArrayList<>();
    private final Map<String, LinkedBlockingQueue<ConsumerRecord<String, byte[]>>> published = Map.of(
            Topics.CLUSTER_STATE.name(), new LinkedBlockingQueue<>(),
            Topics.CLUSTER_EVENTS.name(), new LinkedBlockingQueue<>());
    private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
    private volatile Consumer<ClusterCommand> orchestrator = command -> {};
    private volatile boolean down;
    private long offset;

    public InMemoryKafka() {
        serializer.configure(Map.of("schema.registry.url", "memory://gateway"), false);
    }

    /** Forgets what was written; the orchestrator says nothing from now on, and the broker is up. */
    public void reset() {
        written.clear();
        down = false;
        orchestrator = command -> {};
    }

    public void orchestratedBy(Consumer<ClusterCommand> decisions) {
        orchestrator = decisions;
    }

    public void breakDown() {
        down = true;
    }

    public List<ClusterCommand> commands() {
        return written.stream().map(ProducerRecord::value).toList();
    }

    public List<ProducerRecord<String, ClusterCommand>> records() {
        return List.copyOf(written);
    }

    public void publish(ClusterState state) {
        publish(Topics.CLUSTER_STATE, Ids.scopeKey(state.getScope()), state);
    }

    public void publish(ClusterEvent event) {
        publish(Topics.CLUSTER_EVENTS, Ids.scopeKey(event.getScope()), event);
    }

    public void publishGarbage() {
        add(Topics.CLUSTER_STATE.name(), "garbage", new byte[] {0, 1, 2});
    }

    private void publish(Topic<?> topic, String key, SpecificRecord value) {
        add(topic.name(), key, Objects.requireNonNull(serializer.serialize(topic.name(), value)));
    }

    private synchronized void add(String topic, String key, byte[] value) {
        records(topic).add(new ConsumerRecord<>(topic, 0, offset++, key, value));
    }

    private LinkedBlockingQueue<ConsumerRecord<String, byte[]>> records(String topic) {
        return Objects.requireNonNull(published.get(topic), topic);
    }

    @Override
    public Producer<String, ClusterCommand> producer() {
        var values = new AvroSerializer<ClusterCommand>();
        values.configure(Map.of("schema.registry.url", "memory://gateway"), false);
        return new MockProducer<>(true, null, new StringSerializer(), values) {
            @Override
            public synchronized Future<RecordMetadata> send(
                    ProducerRecord<String, ClusterCommand> message, Callback callback) {
                if (down) {
                    return CompletableFuture.failedFuture(new TimeoutException("no broker answers"));
                }
                var sent = super.send(message, callback);
                written.add(message);
                orchestrator.accept(message.value());
                return sent;
            }
        };
    }

    @Override
    public org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer(String name) {
        var partition = new TopicPartition(name, 0);
        return new MockConsumer<>("earliest") {
            {
                updatePartitions(Topics.CLUSTER_COMMANDS.name(), partitions(Topics.CLUSTER_COMMANDS.name()));
                updatePartitions(name, partitions(name));
                updateBeginningOffsets(Map.of(partition, 0L));
                updateEndOffsets(Map.of(partition, 0L));
            }

            @Override
            public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
                try {
                    var first = records(name).poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
                    if (first != null) {
                        var found = new ArrayList<>(List.of(first));
                        records(name).drainTo(found);
                        found.forEach(this::addRecord);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.poll(Duration.ZERO);
            }
        };
    }

    private static List<PartitionInfo> partitions(String topic) {
        return List.of(new PartitionInfo(topic, 0, null, null, null));
    }
}
