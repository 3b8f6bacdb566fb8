package io.proconsul.orchestrator.stream;

import io.proconsul.saga.Messages;
import io.proconsul.saga.Payload;
import io.proconsul.schemas.Payloads;
import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecord;

/** The messages of the sagas as Avro payloads. */
final class WireMessages implements Messages {

    @Override
    public Payload encode(Object message) {
        return fromWire(Payloads.pack((SpecificRecord) message));
    }

    @Override
    public <T> T decode(Payload payload, Class<T> type) {
        return type.cast(Payloads.unpack(toWire(payload), type.asSubclass(SpecificRecord.class)));
    }

    static Payload fromWire(io.proconsul.wire.Payload payload) {
        return new Payload(payload.getType(), bytes(payload.getData()));
    }

    static io.proconsul.wire.Payload toWire(Payload payload) {
        return new io.proconsul.wire.Payload(payload.type(), ByteBuffer.wrap(payload.data()));
    }

    static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
