package io.proconsul.orchestrator.stream;

import io.proconsul.saga.engine.SubjectState;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.AvroSerializer;
import io.proconsul.schemas.Payloads;
import io.proconsul.schemas.SchemaRegistry;
import io.proconsul.wire.Scope;
import io.proconsul.wire.state.SubjectRecord;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The states of the subjects of one partition. Those that were written last are also kept as the engine reads them, so
 * that a saga under way is encoded at each transition and never decoded. The store is what counts: when a transaction is
 * aborted, this goes with its task and is made anew.
 */
final class Subjects {
    private static final int KEPT = 4096;

    private final KeyValueStore<String, byte[]> store;
    private final AvroSerializer<SubjectRecord> writer;
    private final AvroDeserializer<SubjectRecord> reader;
    private final Map<String, Known> newest = new Recent<>(KEPT);

    /** A state with the scope that is its identity. */
    record Known(SubjectState state, Scope scope) {}

    Subjects(KeyValueStore<String, byte[]> store, SchemaRegistry registry) {
        this.store = store;
        this.writer = new AvroSerializer<>(registry);
        this.reader = new AvroDeserializer<>(SubjectRecord.class, registry);
    }

    @Nullable Known find(String key) {
        var known = newest.get(key);
        if (known != null) {
            return known;
        }
        var bytes = store.get(key);
        if (bytes == null) {
            return null;
        }
        var state = StateCodec.decode(Objects.requireNonNull(reader.deserialize(store.name(), bytes)));
        return new Known(state, Payloads.unpack(WireMessages.toWire(state.identity()), Scope.class));
    }

    static Known unknown(String key, Scope scope) {
        return new Known(SubjectState.unknown(key, WireMessages.fromWire(Payloads.pack(scope))), scope);
    }

    /** Keeps the state and returns it as the store has it: a framed record. */
    byte[] put(Known known) {
        var bytes = Objects.requireNonNull(writer.serialize(store.name(), StateCodec.encode(known.state())));
        store.put(known.state().key(), bytes);
        newest.put(known.state().key(), known);
        return bytes;
    }
}
