package io.proconsul.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.proconsul.gateway.Samples;
import io.proconsul.gateway.billing.UseTable;
import io.proconsul.gateway.command.Commands;
import io.proconsul.gateway.command.LogUnavailableException;
import io.proconsul.gateway.command.Request;
import io.proconsul.gateway.config.Configs;
import io.proconsul.gateway.view.ClusterTable;
import io.proconsul.local.kafka.KafkaForTests;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Topic;
import io.proconsul.schemas.TopicAdmin;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterEvent;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Scope;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands out and states in, with a real broker. */
class KafkaEdgeIT {

    private static final String REGISTRY = "memory://kafka-edge";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init")
    private static KafkaForTests kafka;

    @BeforeAll
    static void startKafka() {
        kafka = KafkaForTests.start();
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new TopicAdmin(admin, 4, (short) 1).createMissing();
        }
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void aCommandIsInTheLogWhenItWasTaken() throws Exception {
        var command = Commands.delete(Samples.SCOPE, new Request("correlated", "azure", Samples.NOW));
        var log = new KafkaCommandLog(clients(kafka.bootstrapServers()), Configs.defaults());
        try {
            log.append(command);
        } finally {
            log.close();
        }

        assertThat(commands()).containsExactly(command);
    }

    @Test
    void aBrokerThatIsNotThereTakesNothing() {
        var impatient = Configs.of(Map.of("proconsul.gateway.write-timeout", "1s"));
        var log = new KafkaCommandLog(new ConfiguredKafkaClients("127.0.0.1:1", REGISTRY, impatient), impatient);
        try {
            var command = Commands.delete(Samples.SCOPE, new Request("x", "azure", Samples.NOW));
            assertThatThrownBy(() -> log.append(command)).isInstanceOf(LogUnavailableException.class);
        } finally {
            log.close();
        }
    }

    @Test
    void theViewFollowsCommittedStatesOnly() throws Exception {
        var before = Samples.state(Samples.scope("before"), "RUNNING", 1);
        var aborted = Samples.state(Samples.scope("before"), "FAILED", 2);
        var after = Samples.state(Samples.scope("after"), "CREATING", 1);
        publish(before, true);
        publish(aborted, false);
        var table = new ClusterTable();
        var follower = new StateFollower(clients(kafka.bootstrapServers()), table, new SimpleMeterRegistry(), REGISTRY);

        follower.start(new StartupEvent());
        try {
            await().atMost(LIMIT).until(table::isCurrent);
            assertThat(table.find(before.getScope())).contains(before);
            assertThat(table.find(after.getScope())).isEmpty();

            publish(after, true);

            assertThat(table.await(after.getScope(), state -> true, LIMIT)).contains(after);
            assertThat(table.find(before.getScope())).contains(before);
        } finally {
            follower.stop(new ShutdownEvent());
        }
    }

    @Test
    void whatWasUsedIsReadFromTheBeginningAgainByEveryInstance() throws Exception {
        var scope = Samples.scope("used");
        publish(Topics.CLUSTER_EVENTS, scope, event(scope, "ClusterStarted", Samples.NOW), true);

        for (int instance = 1; instance <= 2; instance++) {
            var table = new UseTable(Clock.fixed(Samples.NOW, ZoneOffset.UTC));
            var follower =
                    new UseFollower(clients(kafka.bootstrapServers()), table, new SimpleMeterRegistry(), REGISTRY);
            follower.start(new StartupEvent());
            try {
                await().atMost(LIMIT).until(table::isCurrent);
                assertThat(table.size()).as("instance %d", instance).isEqualTo(1);
            } finally {
                follower.stop(new ShutdownEvent());
            }
        }
    }

    private static ClusterEvent event(Scope scope, String type, Instant at) {
        var cluster = Ids.clusterId(scope, 1);
        var id = Ids.eventId(cluster, type);
        return new ClusterEvent(
                id, scope, cluster, type, at, "operation", 3, Samples.APPLICATION, "usage", "on-demand-v2");
    }

    private static ConfiguredKafkaClients clients(String servers) {
        return new ConfiguredKafkaClients(servers, REGISTRY, Configs.defaults());
    }

    private static void publish(ClusterState state, boolean commit) {
        publish(Topics.CLUSTER_STATE, state.getScope(), state, commit);
    }

    private static <V extends SpecificRecord> void publish(Topic<V> topic, Scope scope, V value, boolean commit) {
        var values = new AvroSerializer<V>();
        values.configure(Map.of("schema.registry.url", REGISTRY), false);
        var settings =
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "publisher");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), values)) {
            producer.initTransactions();
            producer.beginTransaction();
            var sent = producer.send(new ProducerRecord<>(topic.name(), Ids.scopeKey(scope), value));
            producer.flush();
            assertThat(sent).isDone();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static List<ClusterCommand> commands() {
        var found = new ArrayList<ClusterCommand>();
        var decoder = new AvroDeserializer<>(ClusterCommand.class);
        decoder.configure(Map.of("schema.registry.url", REGISTRY), false);
        try (var consumer = clients(kafka.bootstrapServers()).consumer("test")) {
            var topic = Topics.CLUSTER_COMMANDS.name();
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(LIMIT).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(it -> {
                    var command = decoder.deserialize(topic, it.value());
                    if (command != null) {
                        found.add(command);
                    }
                });
                return !found.isEmpty();
            });
        }
        return found;
    }
}
