package io.proconsul.simulation;

import io.proconsul.saga.Messages;
import io.proconsul.saga.Payload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Messages kept by reference: encoding is not under test, and takes most of the time where it is done. */
public final class References implements Messages {
    private final List<Object> known = new ArrayList<>();

    @Override
    public Payload encode(Object message) {
        known.add(message);
        var index = ByteBuffer.allocate(Integer.BYTES).putInt(known.size() - 1).array();
        return new Payload(message.getClass().getSimpleName(), index);
    }

    @Override
    public <T> T decode(Payload payload, Class<T> type) {
        var message = decode(payload);
        if (!type.isInstance(message)) {
            throw new IllegalArgumentException("expected a " + type.getSimpleName() + ", but found " + payload.type());
        }
        return type.cast(message);
    }

    Object decode(Payload payload) {
        return known.get(ByteBuffer.wrap(payload.data()).getInt());
    }
}
