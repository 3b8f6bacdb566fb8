package io.proconsul.schemas;

import io.proconsul.wire.ClusterMessages;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.Failed;
import io.proconsul.wire.FailureCause;
import io.proconsul.wire.Messages;
import io.proconsul.wire.PrepareNetwork;
import io.proconsul.wire.TaskProgress;
import io.proconsul.wire.TaskResult;
import io.proconsul.wire.Timer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;

/** Messages to test with. */
final class Samples {

    static final Timer TIMER = new Timer("s", "launch", 7L, Instant.ofEpochMilli(1000));

    static final TaskProgress PROGRESS = new TaskProgress("a", "b", "c", 1, 2L, "d");

    static final TaskResult FAILURE =
            new TaskResult("t", "s", "c", "p", "f", 1, 2L, new Failed("X", "m", FailureCause.UNAVAILABLE, 5L));

    static final PrepareNetwork PREPARE_NETWORK = new PrepareNetwork(
            new ClusterRef("id", "tenant", "subscription", "group", "name", "westeurope", "dc1"), "10.0.0.0/24", false);

    private Samples() {}

    /** Every record of the wire contracts. */
    static List<Schema> records() {
        return Stream.of(Messages.PROTOCOL, ClusterMessages.PROTOCOL)
                .flatMap(protocol -> protocol.getTypes().stream())
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .toList();
    }

    static Class<? extends SpecificRecord> generated(Schema schema) {
        Class<?> type = SpecificData.get().getClass(schema);
        return type.asSubclass(SpecificRecord.class);
    }

    /** A message of the schema with random content, the same for the same seed. */
    static SpecificRecord random(Schema schema, long seed) {
        var content = new RandomData(schema, 1, seed).iterator().next();
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<>(schema).write(content, encoder);
            return new RecordReader<>(schema, generated(schema)).read(ByteBuffer.wrap(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many unrelated schemas, to move the next id on. */
    static void fill(SchemaRegistry registry, int count) {
        for (int i = 0; i < count; i++) {
            registry.register(
                    "filler-" + i, SchemaBuilder.record("Filler" + i).fields().endRecord());
        }
    }
}
