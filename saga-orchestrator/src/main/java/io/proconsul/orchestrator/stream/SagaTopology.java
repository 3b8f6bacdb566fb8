package io.proconsul.orchestrator.stream;

import io.proconsul.saga.Definitions;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.SchemaRegistry;
import io.proconsul.schemas.Tier;
import io.proconsul.schemas.Topic;
import io.proconsul.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** One sub-topology: three co-partitioned inputs, one processor, two stores, and a sink for each output. Two are both. */
final class SagaTopology {
    private static final List<Topic<?>> INPUTS =
            List.of(Topics.CLUSTER_COMMANDS, Topics.TASK_RESULTS, Topics.TIMERS_DUE);

    private static final List<Topic<?>> OUTPUTS = Stream.<Topic<?>>concat(
                    Stream.of(
                            Topics.TASKS_INFRA,
                            Topics.TASKS_CERT,
                            Topics.TASKS_SNAPSHOT,
                            Topics.CLUSTER_COMMANDS,
                            Topics.TASK_RESULTS,
                            Topics.CLUSTER_STATE,
                            Topics.CLUSTER_EVENTS,
                            Topics.SAGA_JOURNAL,
                            Topics.DEAD_LETTERS),
                    Topics.delays().stream().map(Tier::topic))
            .toList();

    private final Definitions definitions;
    private final SchemaRegistry registry;
    private final boolean onDisk;
    private final SagaProcessor.Shared shared;

    /** @param onDisk whether state lives in RocksDB; otherwise in memory, which is faster until it no longer fits */
    SagaTopology(Definitions definitions, SchemaRegistry registry, boolean onDisk, SagaProcessor.Shared shared) {
        this.definitions = definitions;
        this.registry = registry;
        this.onDisk = onDisk;
        this.shared = shared;
    }

    Topology build() {
        var engine = ClusterEngine.of(definitions);
        var topology = new Topology();
        for (var input : INPUTS) {
            topology.addSource(input.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer(), input.name());
        }
        topology.addProcessor(
                SagaProcessor.NAME,
                () -> new SagaProcessor(engine, registry, new Views(definitions), shared),
                INPUTS.stream().map(Topic::name).toArray(String[]::new));
        topology.addStateStore(store(SagaProcessor.STATES), SagaProcessor.NAME);
        topology.addStateStore(store(SagaProcessor.WAKES), SagaProcessor.NAME);
        for (var output : OUTPUTS) {
            topology.addSink(
                    sink(output.name()),
                    output.name(),
                    new StringSerializer(),
                    new AvroSerializer<SpecificRecord>(registry),
                    SagaProcessor.NAME);
        }
        return topology;
    }

    /** Clusters write to each other's inputs, so a topic's name is not enough for both of its ends. */
    static String sink(String topic) {
        return "to-" + topic;
    }

    private StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        var supplier = onDisk ? Stores.persistentKeyValueStore(name) : Stores.inMemoryKeyValueStore(name);
        return Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of("segment.bytes", "67108864", "min.cleanable.dirty.ratio", "0.2"));
    }
}
