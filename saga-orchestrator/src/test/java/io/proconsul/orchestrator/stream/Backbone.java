package io.proconsul.orchestrator.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.proconsul.local.kafka.KafkaForTests;
import io.proconsul.orchestrator.cluster.Specifications;
import io.proconsul.orchestrator.config.OrchestratorConfig;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Payloads;
import io.proconsul.schemas.SchemaRegistry;
import io.proconsul.schemas.Topic;
import io.proconsul.schemas.TopicAdmin;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.CreateCluster;
import io.proconsul.wire.OperationView;
import io.proconsul.wire.Scope;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker with all topics, a schema registry, and what the gateway and readers do with them. */
final class Backbone implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(2);
    static final Duration TAKEN_OVER_SOON = Duration.ofSeconds(6);

    /** A test that ends within its limit has not waited for brokers to give up a dead process. */
    static final Duration NEVER_TAKEN_OVER = LIMIT.multipliedBy(3);

    private final KafkaForTests kafka = KafkaForTests.start();
    private final RegistryServer registryServer = new RegistryServer();
    private final SchemaRegistry registry = registryServer.client();
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    Backbone() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new TopicAdmin(admin, 4, (short) 1).createMissing();
        }
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    RegistryServer registryServer() {
        return registryServer;
    }

    SchemaRegistry registry() {
        return registry;
    }

    /** An orchestrator of this JVM, in its own folder. */
    Orchestrator orchestrator(Path folder, int standbys) {
        return orchestrator(kafka.bootstrapServers(), registryServer.url(), folder, standbys, TAKEN_OVER_SOON);
    }

    /** @param patience how long brokers wait for one that died, before they end its session and its transactions */
    static Orchestrator orchestrator(
            String bootstrapServers, String registryUrl, Path folder, int standbys, Duration patience) {
        var millis = Long.toString(patience.toMillis());
        var settings = Map.of(
                "proconsul.orchestrator.state-dir",
                folder.toString(),
                "proconsul.orchestrator.standby-replicas",
                Integer.toString(standbys),
                "proconsul.orchestrator.streams.\"consumer.session.timeout.ms\"",
                millis,
                "proconsul.orchestrator.streams.\"consumer.heartbeat.interval.ms\"",
                "1000",
                "proconsul.orchestrator.streams.\"producer.transaction.timeout.ms\"",
                millis);
        var config = new SmallRyeConfigBuilder()
                .withMapping(OrchestratorConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(OrchestratorConfig.class);
        return new Orchestrator(config, new SimpleMeterRegistry(), bootstrapServers, registryUrl);
    }

    static Scope scope(String cluster) {
        return new Scope("tenant", "subscription", "group", cluster);
    }

    static String key(String cluster) {
        return Ids.scopeKey(scope(cluster));
    }

    void create(String cluster) {
        command(cluster, "create-cluster", new CreateCluster(Specifications.SMALL));
    }

    void command(String cluster, String name, SpecificRecord body) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var command = new ClusterCommand(
                UUID.randomUUID().toString(),
                scope(cluster),
                name,
                Payloads.pack(body),
                now,
                "correlation",
                "me",
                null,
                null);
        send(Topics.CLUSTER_COMMANDS, key(cluster).getBytes(UTF_8), bytes(Topics.CLUSTER_COMMANDS, command));
    }

    <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
        return Objects.requireNonNull(new AvroSerializer<V>(registry).serialize(topic.name(), value));
    }

    RecordMetadata send(Topic<?> topic, byte @Nullable [] key, byte @Nullable [] value) {
        try {
            return producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The newest state of every cluster. */
    Map<String, ClusterState> states() {
        var states = new HashMap<String, ClusterState>();
        read(Topics.CLUSTER_STATE, ClusterState.class)
                .forEach(state -> states.put(state.getScope().getClusterName(), state));
        return states;
    }

    String phase(String cluster) {
        var state = states().get(cluster);
        return state == null ? "" : state.getPhase();
    }

    OperationView operation(String cluster) {
        var operations = Objects.requireNonNull(states().get(cluster), cluster).getOperations();
        return operations.get(operations.size() - 1);
    }

    /** All committed values of a topic, in the order of each partition. */
    <V extends SpecificRecord> List<V> read(Topic<? super V> topic, Class<V> type) {
        var reader = new AvroDeserializer<>(type, registry);
        return records(topic.name()).stream()
                .map(record -> Objects.requireNonNull(reader.deserialize(record.topic(), record.value())))
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        registryServer.close();
        kafka.close();
    }
}
