package io.proconsul.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.wire.ClusterSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

class RoundTripTest {

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
    private final AvroDeserializer<SpecificRecord> deserializer = new AvroDeserializer<>(registry);

    @Property(tries = 300)
    void whatIsSerializedComesBack(@ForAll("records") Schema schema, @ForAll long seed) {
        var message = Samples.random(schema, seed);

        var bytes = serializer.serialize("any." + schema.getName(), message);

        assertThat(deserializer.deserialize("any." + schema.getName(), bytes)).isEqualTo(message);
    }

    @Property(tries = 300)
    void whatIsPackedComesBack(@ForAll("records") Schema schema, @ForAll long seed) {
        var message = Samples.random(schema, seed);

        var unpacked = Payloads.unpack(Payloads.pack(message), message.getClass());

        assertThat(unpacked).isEqualTo(message);
    }

    @Property(tries = 100)
    void equalRecordsGiveEqualBytes(@ForAll Map<String, String> tags, @ForAll long seed) {
        var spec = (ClusterSpec) Samples.random(ClusterSpec.getClassSchema(), seed);
        var keys = new ArrayList<>(tags.keySet());
        Collections.reverse(keys);
        var reversed = new LinkedHashMap<String, String>();
        keys.forEach(key -> reversed.put(key, tags.get(key)));

        var one = Payloads.pack(
                ClusterSpec.newBuilder(spec).setTags(new LinkedHashMap<>(tags)).build());
        var other = Payloads.pack(ClusterSpec.newBuilder(spec).setTags(reversed).build());

        assertThat(one).isEqualTo(other);
    }

    @Provide
    Arbitrary<Schema> records() {
        return Arbitraries.of(Samples.records());
    }
}
