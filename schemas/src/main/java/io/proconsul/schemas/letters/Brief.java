package io.proconsul.schemas.letters;

import io.proconsul.schemas.Payloads;
import io.proconsul.wire.DeadLetter;
import io.proconsul.wire.Payload;
import java.nio.ByteBuffer;

/** A letter in short: which record could not be processed and why, without the record itself. */
public final class Brief {
    private Brief() {}

    /** Readable without a registry, and small however large the record was. */
    public static byte[] of(DeadLetter letter) {
        var brief = DeadLetter.newBuilder(letter)
                .setKey(null)
                .setValue(null)
                .setOmitted(true)
                .build();
        var data = Payloads.pack(brief).getData();
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        return bytes;
    }

    /** @throws io.proconsul.schemas.MalformedRecordException if the bytes are no letter */
    public static DeadLetter read(byte[] bytes) {
        return Payloads.unpack(new Payload(DeadLetter.class.getSimpleName(), ByteBuffer.wrap(bytes)), DeadLetter.class);
    }
}
