package io.proconsul.saga;

import java.util.Arrays;

/** A message as the engine carries it: named and encoded by the edge, never looked into by the engine. */
public final class Payload {
    private final String type;
    private final byte[] data;

    /** @param data not copied: the caller gives it away */
    public Payload(String type, byte[] data) {
        this.type = type;
        this.data = data;
    }

    public String type() {
        return type;
    }

    /** The encoded bytes; not to be changed. */
    public byte[] data() {
        return data;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload && type.equals(payload.type) && Arrays.equals(data, payload.data);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return type + "[" + data.length + " bytes]";
    }
}
