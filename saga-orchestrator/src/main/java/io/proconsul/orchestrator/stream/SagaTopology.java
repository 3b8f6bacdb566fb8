package io.proconsul.orchestrator.stream;

import io.proconsul.saga.Definitions;
import io.proconsul.saga.engine.SagaEngine;
import io.proconsul.schemas.AvroSerde;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.SchemaRegistry;
import io.proconsul.schemas.Tier;
import io.proconsul.schemas.Topic;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.state.DeadlineRecord;
import io.proconsul.wire.state.SubjectRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** One sub-topology: three co-partitioned inputs, one processor, two stores, and a sink for each output. */
final class SagaTopology {
    private static final List<Topic<?>> INPUTS =
            List.of(Topics.CLUSTER_COMMANDS, Topics.TASK_RESULTS, Topics.TIMERS_DUE);

    private static final List<Topic<?>> OUTPUTS = Stream.<Topic<?>>concat(
                    Stream.of(
                            Topics.TASKS_INFRA,
                            Topics.TASKS_CERT,
                            Topics.TASKS_SNAPSHOT,
                            Topics.CLUSTER_STATE,
                            Topics.CLUSTER_EVENTS,
                            Topics.SAGA_JOURNAL,
                            Topics.DEAD_LETTERS),
                    Topics.delays().stream().map(Tier::topic))
            .toList();

    private final Definitions definitions;
    private final SchemaRegistry registry;
    private final boolean onDisk;
    private final SagaProcessor.Pace pace;

    /** @param onDisk whether state lives in RocksDB; otherwise in memory, which is faster until it no longer fits */
    SagaTopology(Definitions definitions, SchemaRegistry registry, boolean onDisk, SagaProcessor.Pace pace) {
        this.definitions = definitions;
        this.registry = registry;
        this.onDisk = onDisk;
        this.pace = pace;
    }

    Topology build() {
        var engine = new SagaEngine(
                definitions,
                new WireMessages(),
                (key, ordinal, commandId) -> Ids.sagaId(key, ordinal + "|" + commandId));
        var topology = new Topology();
        for (var input : INPUTS) {
            topology.addSource(input.name(), new StringDeserializer(), new ByteArrayDeserializer(), input.name());
        }
        topology.addProcessor(
                SagaProcessor.NAME,
                () -> new SagaProcessor(engine, new InputReader(registry), new Views(definitions), pace),
                INPUTS.stream().map(Topic::name).toArray(String[]::new));
        topology.addStateStore(states(), SagaProcessor.NAME);
        topology.addStateStore(deadlines(), SagaProcessor.NAME);
        for (var output : OUTPUTS) {
            topology.addSink(
                    output.name(),
                    output.name(),
                    new StringSerializer(),
                    new AvroSerializer<SpecificRecord>(registry),
                    SagaProcessor.NAME);
        }
        return topology;
    }

    private StoreBuilder<KeyValueStore<String, SubjectRecord>> states() {
        return Stores.keyValueStoreBuilder(
                        supplier(SagaProcessor.STATES), Serdes.String(), new AvroSerde<>(SubjectRecord.class, registry))
                .withLoggingEnabled(Map.of("segment.bytes", "67108864", "min.cleanable.dirty.ratio", "0.2"));
    }

    private StoreBuilder<KeyValueStore<String, DeadlineRecord>> deadlines() {
        return Stores.keyValueStoreBuilder(
                        supplier(SagaProcessor.DEADLINES),
                        Serdes.String(),
                        new AvroSerde<>(DeadlineRecord.class, registry))
                .withLoggingEnabled(Map.of("segment.bytes", "67108864", "min.cleanable.dirty.ratio", "0.2"));
    }

    private KeyValueBytesStoreSupplier supplier(String name) {
        return onDisk ? Stores.persistentKeyValueStore(name) : Stores.inMemoryKeyValueStore(name);
    }
}
